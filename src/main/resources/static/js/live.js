// Keeps the page up to date. The server says that something changed; each part that may have changed is fetched anew from
// its own URL, with the version that it must show at least, so that all open pages share what the server renders once.

const CONNECTION_GRACE = 3000;
const RETRY = 3000;
const main = document.querySelector('main');
const sign = document.getElementById('connection');
const drawer = document.getElementById('drawer');
let events = null;
let retry;
let lost;

// A part that changes its length while it is read would move what is being read: it is offered instead. Quiet parts don't.
function isBeingRead(part) {
  if (part.matches('[data-quiet]')) {
    return false;
  }
  if (drawer?.open) {
    return !drawer.contains(part);
  }
  return part.contains(document.activeElement) && document.activeElement.matches('input, select')
    || part.getBoundingClientRect().top < -200;
}

// htmx queues requests by their source and drops what it can't keep: each part is its own source, and waits for its turn.
const loading = new Map();

async function reload(url, version) {
  const part = document.querySelector(`[data-live="${CSS.escape(url)}"]`);
  if (!part) {
    return;
  }
  if (loading.has(url)) {
    loading.set(url, version);
    return;
  }
  loading.set(url, null);
  const headers = { 'X-Version': version };
  try {
    await window.htmx.ajax('GET', url, { source: part, target: part, swap: 'outerHTML', headers });
  } catch {
    // The stream of events breaks, too: it says so, and its next news load the part again.
  }
  const newer = loading.get(url);
  loading.delete(url);
  if (newer) {
    reload(url, newer);
  }
}

// What is offered, by the part's id: its address may be another one by the time that the offer is taken up.
const offered = new Map();

function pill() {
  let button = document.getElementById('live-new');
  if (!button) {
    button = document.createElement('button');
    button.id = 'live-new';
    button.className = 'pill';
    button.textContent = sign.dataset.new;
    button.addEventListener('click', takeUp);
    document.body.append(button);
  }
}

function takeUp() {
  document.getElementById('live-new')?.remove();
  const parts = [...offered].map(([id, version]) => [document.getElementById(id), version]).filter(([part]) => part);
  offered.clear();
  parts[0]?.[0].scrollIntoView({ block: 'start' });
  parts.forEach(([part, version]) => reload(part.dataset.live, version));
}

function offer(part, version) {
  offered.set(part.id, version);
  // Nothing beside an open drawer can be pressed: its closing shows the offer.
  if (!drawer?.open) {
    pill();
  }
}

// What is costly to draw names the pace that is enough; the last news are never left out.
const waiting = new Map();
const done = new Map();

function renew(part, version) {
  const url = part.dataset.live;
  if (isBeingRead(part)) {
    offer(part, version);
    return;
  }
  offered.delete(part.id);
  clearTimeout(waiting.get(url));
  const wait = Math.max(0, (done.get(url) ?? 0) + Number(part.dataset.pace ?? 0) - Date.now());
  waiting.set(url, setTimeout(() => {
    done.set(url, Date.now());
    reload(url, version);
  }, wait));
}

function refresh(version) {
  document.querySelectorAll('[data-live]').forEach((part) => renew(part, version));
}

drawer?.addEventListener('close', () => {
  for (const [id, version] of [...offered]) {
    const part = document.getElementById(id);
    if (part) {
      renew(part, version);
    }
  }
});

function connected(yes) {
  if (yes) {
    clearTimeout(lost);
    lost = undefined;
    sign.hidden = true;
    return;
  }
  // Every vain attempt comes here: only the first one starts the clock.
  lost ??= setTimeout(() => {
    sign.textContent = sign.dataset.lost;
    sign.hidden = false;
  }, CONNECTION_GRACE);
}

function news(event) {
  connected(true);
  main.dataset.version = event.lastEventId;
  document.dispatchEvent(new CustomEvent('marksheet:news', { detail: JSON.parse(event.data) }));
  refresh(event.lastEventId);
}

function listen() {
  if (events || document.hidden) {
    return;
  }
  events = new EventSource(`${main.dataset.events}?last_event_id=${main.dataset.version}`);
  events.onopen = () => connected(true);
  events.addEventListener('session', news);
  events.addEventListener('sessions', news);
  events.onerror = () => {
    connected(false);
    // A browser comes back by itself after a broken connection, but not after a refusal.
    if (events?.readyState === EventSource.CLOSED) {
      events = null;
      clearTimeout(retry);
      retry = setTimeout(listen, RETRY);
    }
  };
}

// A browser keeps six connections to a host: a page that nobody sees leaves its own to the others. Shown again, from
// behind another tab or by Back, it asks for what it missed.
function rest() {
  clearTimeout(retry);
  events?.close();
  events = null;
  connected(true);
}

if (main.dataset.events) {
  document.addEventListener('visibilitychange', () => (document.hidden ? rest() : listen()));
  addEventListener('pagehide', rest);
  addEventListener('pageshow', (event) => event.persisted && listen());
  listen();
}
