// The sign-in page: every step is a request to /api; this script only carries words to and fro.
"use strict";

const $ = (id) => document.getElementById(id);
let csrf = "";
let byLink = false;
const back = wayBack(new URLSearchParams(location.search).get("to"));

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
  for (const id of ["out", "half"]) $(id).hidden = id !== name;
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

// Whoever was sent here from another of our pages goes back to it, and to nobody else's.
function wayBack(to) {
  if (!ofThisSite(to ?? "")) return null;
  const { origin, pathname, search } = new URL(to, location.origin);
  const page = ofThisSite(pathname) && !/^\/(api|sign-in)(\/|$)/.test(pathname);
  return page && origin === location.origin ? pathname + search : null;
}

// After two slashes a browser reads the name of another site, also where "/.//" became them.
function ofThisSite(path) {
  return /^\/(?![/\\])/.test(path);
}

async function further(told) {
  if (told.next === "second-factor") return show("half");
  await whoAmI();
}

// Whoever came by a link has a password or a second factor to set.
async function whoAmI() {
  const me = await ask("GET", "/api/me");
  location.assign(me.next || byLink ? "/account/factors" : back ?? "/account");
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

async function withPasskey() {
  const options = await ask("POST", "/api/sign-in/passkey/options", { school: school() });
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const credential = await navigator.credentials.get({ publicKey });
  await further(await ask("POST", "/api/sign-in/passkey/verify", {
    credential: credential.toJSON(), own_device: $("own-device").checked,
  }));
}

$("with-passkey").addEventListener("click", doing(withPasskey));
$("half-passkey").addEventListener("click", doing(withPasskey));

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
  history.replaceState(null, "", location.pathname + location.search); // A link shall not stay in the history.
  if (told === "second-factor") return show("half");
  try {
    if (told) {
      byLink = true;
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

// A link that is pasted into this very tab changes nothing but what stands after the #.
window.addEventListener("hashchange", () => {
  if (!location.hash) return;
  tell("");
  start();
});

start();
