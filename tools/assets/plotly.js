const Plotly = require("plotly.js/lib/core"); // scatter is always in
Plotly.register([require("plotly.js/lib/scatterpolar"), require("plotly.js/lib/bar"), require("plotly.js/lib/heatmap")]);
module.exports = Plotly;
