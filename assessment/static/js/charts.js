// Lets readers explore a chart with Plotly and save its picture. Without this file every chart still shows.
(() => {
  "use strict";

  const plotlyAddress = document.querySelector("script[data-plotly]").dataset.plotly;
  const config = { displaylogo: false, displayModeBar: false, showSendToCloud: false, scrollZoom: false };
  const pngScale = 2;
  const narrowest = 420;
  let plotly;

  const loadPlotly = () => (plotly ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = plotlyAddress;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => { plotly = undefined; reject(new Error("Plotly could not be loaded")); };
    document.head.append(script);
  }));

  const put = (layout, path, value) => {
    const names = path.split(".");
    const last = names.pop();
    names.reduce((part, name) => part[name], layout)[last] = value;
  };

  // A reader's own scheme has other colours for the same names; forced colours keep the figure as it is on paper.
  const inScheme = (text) => {
    const { colours } = JSON.parse(text).layout.meta;
    if (matchMedia("(forced-colors: active)").matches) return text;
    const styles = getComputedStyle(document.documentElement);
    return text.replace(/#[0-9a-f]{6}/g, (colour) => styles.getPropertyValue(`--chart-${colours[colour]}`).trim() || colour);
  };

  const fitted = ({ data, layout }, stage) => {
    const { narrow = {}, narrow_data: figures = {}, least_width: least = 0 } = layout.meta;
    const shown = [...stage.querySelectorAll(".chart__picture")].find((picture) => picture.clientWidth > 0);
    const width = shown?.clientWidth ?? stage.clientWidth;
    if (shown?.classList.contains("chart__picture--narrow") || width < narrowest) {
      for (const [path, value] of Object.entries(narrow)) put(layout, path, value);
      for (const [path, value] of Object.entries(figures)) put(data, path, value);
    }
    layout.font.family = getComputedStyle(stage).fontFamily;
    layout.width = Math.max(least, width);
    layout.height = stage.clientHeight;
    return layout;
  };

  const explore = async (chart, stage) => {
    const Plotly = await loadPlotly();
    const plot = JSON.parse(inScheme(chart.querySelector("[data-chart-plot]").textContent));
    const host = document.createElement("div");
    host.className = "chart__plot";
    host.setAttribute("role", "figure");
    host.setAttribute("aria-label", stage.querySelector("svg title")?.textContent ?? "");
    stage.append(host);
    await Plotly.newPlot(host, plot.data, fitted(plot, stage), config);
    stage.classList.add("chart__stage--exploring");
  };

  const leave = (stage) => {
    const host = stage.querySelector(".chart__plot");
    stage.classList.remove("chart__stage--exploring");
    window.Plotly.purge(host);
    host.remove();
  };

  const toggle = async (chart, button) => {
    const stage = chart.querySelector("[data-chart-stage]");
    const problem = chart.querySelector("[data-chart-problem]");
    if (button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    problem.textContent = "";
    try {
      if (stage.classList.contains("chart__stage--exploring")) leave(stage);
      else await explore(chart, stage);
      [button.textContent, button.dataset.back] = [button.dataset.back, button.textContent];
    } catch {
      stage.querySelector(".chart__plot")?.remove();
      problem.textContent = "The chart could not be opened for exploring. The picture and the table show the same figures.";
    } finally {
      button.removeAttribute("aria-busy");
    }
  };

  const inline = async (address) => {
    const file = await (await fetch(address)).blob();
    return new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result);
      reader.onerror = reject;
      reader.readAsDataURL(file);
    });
  };

  // The typeface goes along with a saved picture, since other machines do not have it; its widths are the measured ones.
  const typeface = async () => {
    const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
    const face = rules.find((rule) => rule instanceof CSSFontFaceRule);
    const [, address] = face.style.getPropertyValue("src").match(/url\("?([^")]+)"?\)/);
    const file = await inline(new URL(address, face.parentStyleSheet.href));
    const [family, weight] = ["font-family", "font-weight"].map((name) => face.style.getPropertyValue(name));
    return `@font-face { font-family: ${family}; font-weight: ${weight}; src: url(${file}) format("woff2"); }`;
  };

  // What is saved is a sheet with the finding and the source on it; a drawing on the page is put into it as it is on paper.
  const sheetOf = async (chart) => {
    const sheet = chart.querySelector("[data-chart-sheet]").content.querySelector("svg").cloneNode(true);
    const drawing = chart.querySelector(".chart__picture--wide");
    if (drawing) sheet.append(...drawing.cloneNode(true).children);
    const style = document.createElementNS("http://www.w3.org/2000/svg", "style");
    style.textContent = await typeface().catch(() => "");
    sheet.prepend(sheet.querySelector(":scope > title"), style);
    const size = ["width", "height"].map((name) => Number(sheet.getAttribute(name)));
    return { text: new XMLSerializer().serializeToString(sheet), size };
  };

  const drawn = async ({ text, size }) => {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = size.map((side) => side * pngScale);
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#ffffff"; // sides are whole pixels, so that the sheet may leave a hair of an edge free
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((resolve) => { canvas.toBlob(resolve, "image/png"); });
  };

  const save = async (chart, kind) => {
    const sheet = await sheetOf(chart);
    const file = kind === "png" ? await drawn(sheet) : new Blob([sheet.text], { type: "image/svg+xml" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = `${chart.id}.${kind}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  for (const chart of document.querySelectorAll("[data-chart]")) {
    chart.querySelector("[data-chart-actions]").hidden = false;
    const explorer = chart.querySelector("[data-chart-explore]");
    explorer?.addEventListener("click", () => toggle(chart, explorer));
    for (const button of chart.querySelectorAll("[data-chart-save]")) {
      button.addEventListener("click", () => save(chart, button.dataset.chartSave));
    }
  }
})();
