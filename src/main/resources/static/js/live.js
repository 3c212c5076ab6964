// Keeps the page up to date. The server says that something changed; each part that may have changed is fetched anew from
// its own URL, with the version that it must show at least, so that all open pages share what the server renders once.

const CONNECTION_GRACE = 3000;
const RETRY = 3000;
const main = document.querySelector('main');
const sign = document.getElementById('connection');
let lost;

function source() {
  const { run, version, listed } = main.dataset;
  if (run) {
    return `/api/runs/${encodeURIComponent(run)}/events?last_event_id=${version}`;
  }
  return listed ? `/api/runs/events?last_event_id=${listed}` : null;
}

// A part that changes its length while it is read would move what is being read: it is offered instead. Quiet parts don't.
function isBeingRead(part) {
  if (part.matches('[data-quiet]')) {
    return false;
  }
  const busy = part.contains(document.activeElement) && document.activeElement.matches('input, select');
  return busy || document.querySelector('dialog[open]') !== null || part.getBoundingClientRect().top < -200;
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

function offer(url, version) {
  let pill = document.getElementById('live-new');
  if (!pill) {
    pill = document.createElement('button');
    pill.id = 'live-new';
    pill.className = 'pill';
    pill.textContent = sign.dataset.new;
    document.body.append(pill);
  }
  pill.onclick = () => {
    pill.remove();
    document.querySelector(`[data-live="${CSS.escape(url)}"]`)?.scrollIntoView({ block: 'start' });
    reload(url, version);
  };
}

// What is costly to draw names the pace that is enough; the last news are never left out.
const waiting = new Map();
const done = new Map();

function refresh(version) {
  for (const part of document.querySelectorAll('[data-live]')) {
    const url = part.dataset.live;
    if (isBeingRead(part)) {
      offer(url, version);
      continue;
    }
    clearTimeout(waiting.get(url));
    const wait = Math.max(0, (done.get(url) ?? 0) + Number(part.dataset.pace ?? 0) - Date.now());
    waiting.set(url, setTimeout(() => {
      done.set(url, Date.now());
      reload(url, version);
    }, wait));
  }
}

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

function listen(url) {
  const events = new EventSource(url);
  events.onopen = () => connected(true);
  const news = (event) => {
    connected(true);
    main.dataset[main.dataset.run ? 'version' : 'listed'] = event.lastEventId;
    document.dispatchEvent(new CustomEvent('marksheet:news', { detail: JSON.parse(event.data) }));
    refresh(event.lastEventId);
  };
  events.addEventListener('session', news);
  events.addEventListener('sessions', news);
  events.onerror = () => {
    connected(false);
    // A browser comes back by itself after a broken connection, but not after a refusal.
    if (events.readyState === EventSource.CLOSED) {
      setTimeout(() => listen(source()), RETRY);
    }
  };
  addEventListener('pagehide', () => events.close(), { once: true });
  addEventListener('pageshow', (e) => e.persisted && listen(source()), { once: true });
}

if (source()) {
  listen(source());
}
