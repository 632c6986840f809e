// The sign-in page: every step is a request to /api; this script only carries words to and fro.
"use strict";

const $ = (id) => document.getElementById(id);
let csrf = "";

async function ask(method, path, body) {
  const headers = { "X-CSRF-Token": csrf };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const answer = await fetch(path, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  const told = text ? JSON.parse(text) : {};
  if (!answer.ok) throw new Error(sentence(told));
  if (told.csrf_token) csrf = told.csrf_token;
  return told;
}

function sentence(problem) {
  const details = (problem.errors || []).map((one) => one.detail);
  return [problem.title, ...details].join(" ");
}

function tell(words) {
  $("told").textContent = words;
}

function show(name) {
  for (const id of ["out", "half", "in"]) $(id).hidden = id !== name;
}

function doing(work) {
  return async (event) => {
    event.preventDefault();
    tell("");
    try {
      await work();
    } catch (error) {
      tell(error.name === "NotAllowedError" ? "The passkey was not used." : error.message);
    }
  };
}

async function further(told) {
  if (told.next === "second-factor") return show("half");
  await whoAmI();
}

async function whoAmI() {
  const me = await ask("GET", "/api/me");
  $("who").textContent = `${me.name}, ${me.organisation}`;
  $("new-name").value = me.name;
  show("in");
  tell(me.next
    ? "Your role needs a second factor: add a passkey, or codes from a phone."
    : "You are signed in.");
}

const school = () => $("school").value || null;

$("password-form").addEventListener("submit", doing(async () => {
  const password = $("password").value;
  $("password").value = "";
  await further(await ask("POST", "/api/sign-in", {
    school: school(), name: $("name").value, password, own_device: $("own-device").checked,
  }));
}));

$("code-form").addEventListener("submit", doing(async () => {
  const code = $("code").value;
  $("code").value = "";
  const way = /^[\d\s]+$/.test(code) ? "totp" : "recovery";
  await further(await ask("POST", `/api/sign-in/${way}`, { code }));
}));

$("with-passkey").addEventListener("click", doing(async () => {
  const options = await ask("POST", "/api/sign-in/passkey/options", { school: school() });
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const credential = await navigator.credentials.get({ publicKey });
  await further(await ask("POST", "/api/sign-in/passkey/verify", {
    credential: credential.toJSON(), own_device: $("own-device").checked,
  }));
}));

$("passkey-form").addEventListener("submit", doing(async () => {
  const options = await ask("POST", "/api/me/passkeys/options");
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const credential = await navigator.credentials.create({ publicKey });
  await ask("POST", "/api/me/passkeys", {
    credential: credential.toJSON(), label: $("label").value,
  });
  tell("The passkey was added.");
}));

$("new-password-form").addEventListener("submit", doing(async () => {
  await ask("POST", "/api/me/password", {
    current: $("current").value || null, new: $("new").value,
  });
  $("current").value = $("new").value = "";
  tell("The password was changed.");
}));

$("add-code").addEventListener("click", doing(async () => {
  const made = await ask("POST", "/api/me/code");
  const image = document.createElement("img");
  image.alt = `A square code for the phone's camera. To type it in: ${made.secret}`;
  image.src = `data:image/svg+xml;utf8,${encodeURIComponent(made.svg)}`;
  const typed = document.createElement("p");
  typed.textContent = `Or type it in: ${made.secret}`;
  $("square").replaceChildren(image, typed);
  $("confirm-form").hidden = false;
}));

$("confirm-form").addEventListener("submit", doing(async () => {
  await ask("POST", "/api/me/code/confirm", { code: $("first-code").value });
  $("square").replaceChildren();
  $("confirm-form").hidden = true;
  tell("Codes from the phone were added.");
}));

$("recovery").addEventListener("click", doing(async () => {
  const made = await ask("POST", "/api/me/recovery-codes");
  $("recovery-codes").textContent = made.codes.join("\n");
}));

$("sign-out").addEventListener("click", doing(async () => {
  await ask("POST", "/api/sign-out");
  csrf = "";
  show("out");
  tell("Signed out.");
}));

async function offerProviders() {
  const known = await ask("GET", "/api/sign-in/oidc");
  $("providers").replaceChildren(...known.items.map((one) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = `Sign in with ${one.label}`;
    button.addEventListener("click", doing(async () => {
      const { location: elsewhere } =
        await ask("POST", `/api/sign-in/oidc/${encodeURIComponent(one.name)}`, {});
      location.assign(elsewhere);
    }));
    return button;
  }));
}

async function start() {
  const told = location.hash.slice(1);
  history.replaceState(null, "", location.pathname); // A link shall not stay in the history.
  if (told === "second-factor") return show("half");
  try {
    if (told) {
      await further(await ask("POST", `/api/sign-in/link/${encodeURIComponent(told)}`));
    } else {
      await whoAmI();
    }
  } catch (error) {
    show("out");
    if (told) tell(error.message);
    await offerProviders();
  }
}

start();
