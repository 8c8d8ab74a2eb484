// Lets a browser make or use a passkey. Without this file people sign in with a password and a code.
(() => {
  "use strict";

  const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const listed = (keys) => (keys ?? []).map((key) => ({ ...key, id: bytes(key.id) }));

  const made = async (options) => navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: listed(options.excludeCredentials),
    },
  });

  const proven = async (options) => navigator.credentials.get({
    publicKey: { ...options, challenge: bytes(options.challenge), allowCredentials: listed(options.allowCredentials) },
  });

  const written = (credential) => {
    const { response } = credential;
    const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
    const given = parts.filter((part) => response[part]).map((part) => [part, text(response[part])]);
    return JSON.stringify({ id: credential.id, rawId: text(credential.rawId), type: credential.type, response: Object.fromEntries(given) });
  };

  const asked = async (form) => {
    const body = new URLSearchParams({ csrf_token: form.elements.csrf_token.value });
    const answer = await fetch(form.dataset.question, { method: "POST", body, headers: { accept: "application/json" } });
    if (!answer.ok) throw new Error("refused");
    return answer.json();
  };

  const go = async (form) => {
    const problem = form.querySelector("[data-passkey-problem]");
    problem.textContent = "";
    try {
      const options = await asked(form);
      const credential = await (form.dataset.passkey === "make" ? made(options) : proven(options));
      form.elements.answer.value = written(credential);
      form.submit();
    } catch (error) {
      problem.textContent = error.name === "InvalidStateError"
        ? "This device already has a passkey for your account."
        : "That didn’t work, or was cancelled. Nothing has changed. Try again, or choose another way to sign in.";
    }
  };

  // Browsers know passkeys for names only, never for numbers such as 127.0.0.1.
  if (!window.PublicKeyCredential || /^[\d.]+$|:/.test(location.hostname)) return;
  for (const without of document.querySelectorAll("[data-without-passkeys]")) without.hidden = true;
  for (const form of document.querySelectorAll("[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => { event.preventDefault(); go(form); });
  }
})();
