// The token: in the address after #, and then kept for this tab alone. It is never sent but as a header to our own origin.

const KEY = "atoll.token";

export function token() {
  const fragment = location.hash.slice(1);
  if (fragment) {
    sessionStorage.setItem(KEY, fragment);
    // Neither the history nor a shared screen shows it on.
    history.replaceState(null, "", location.pathname);
  }
  return sessionStorage.getItem(KEY) ?? "";
}

export function forget() {
  sessionStorage.removeItem(KEY);
}

/** An address with a token that is opened where this page is open already does not load it again. */
export function onNewToken(then) {
  addEventListener("hashchange", () => {
    if (location.hash.length > 20) {
      then();
    }
  });
}
