// The pages of the account work without this script, passkeys apart.
"use strict";

const token = () => document.querySelector("input[name=csrf]").value;

async function ask(method, path, body) {
  const answer = await fetch(path, {
    method,
    headers: { "X-CSRF-Token": token(), "Content-Type": "application/json" },
    body: JSON.stringify(body ?? {}),
  });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.title);
  if (told.csrf_token) {
    for (const field of document.querySelectorAll("input[name=csrf]")) {
      field.value = told.csrf_token;
    }
  }
  return told;
}

function doing(where, work) {
  return async (event) => {
    event.preventDefault();
    where.textContent = "";
    try {
      await work();
    } catch (error) {
      where.textContent =
        error.name === "NotAllowedError" ? "The passkey was not used." : error.message;
    }
  };
}

// Proving it again: what was typed on the page stays.
for (const button of document.querySelectorAll("[data-passkey]")) {
  const told = button.parentElement.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", doing(told, async () => {
    const { school, account, ownDevice } = button.dataset;
    const options = await ask("POST", "/api/sign-in/passkey/options", { school });
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
    const credential = await navigator.credentials.get({ publicKey });
    await ask("POST", "/api/sign-in/passkey/verify", {
      credential: credential.toJSON(), own_device: ownDevice === "yes",
    });
    const me = await (await fetch("/api/me")).json();
    if (me.account !== account) return location.reload(); // Somebody else's passkey.
    proved(button.closest("fieldset"));
  }));
}

function proved(fieldset) {
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  said.tabIndex = -1;
  said.textContent = "You have proved that it is you. Go on below.";
  fieldset.replaceChildren(said);
  said.focus();
}

for (const form of document.querySelectorAll(".new-passkey")) {
  form.hidden = false;
  form.addEventListener("submit", doing(form.querySelector("[role=status]"), async () => {
    const options = await ask("POST", "/api/me/passkeys/options");
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
    const credential = await navigator.credentials.create({ publicKey });
    await ask("POST", "/api/me/passkeys", {
      credential: credential.toJSON(), label: form.elements.label.value,
    });
    location.assign("/account/factors?told=passkey");
  }));
}

document.querySelector(".problem")?.focus();

// A page that the browser kept for its back button is asked for anew.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
