// The drawer that shows a call beside its table, and the keys to go through calls. An open call has its own address: Back
// closes the drawer, and a reload or a shared link shows the call's page. Without this module the same links open that page.

const drawer = document.getElementById('drawer');
let opener = null;

function call() {
  return document.querySelector('article.call');
}

async function show(href) {
  const target = drawer ?? call();
  await window.htmx.ajax('GET', href, { target, swap: drawer ? 'innerHTML' : 'outerHTML' });
  if (!drawer) {
    return;
  }
  if (!drawer.open) {
    drawer.showModal();
  }
  const hash = new URL(href, location.href).hash;
  const place = hash ? drawer.querySelector(`[id="${CSS.escape(hash.slice(1))}"]`) : null;
  if (place) {
    place.scrollIntoView({ block: 'start' });
  } else {
    drawer.scrollTop = 0;
  }
}

/** Opens a call, or another part or neighbour of the one that is open. */
function open(href) {
  if (drawer?.open) {
    history.replaceState({ drawer: true }, '', href);
  } else {
    history.pushState({ drawer: drawer !== null }, '', href);
  }
  return show(href);
}

function plainClick(event) {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-call], a[data-inside]');
  if (link && plainClick(event) && (drawer || link.matches('[data-inside]'))) {
    event.preventDefault();
    opener = link.matches('[data-call]') ? link : opener;
    open(link.getAttribute('href'));
  } else if (drawer && (event.target.closest('[data-close]') || event.target === drawer)) {
    drawer.close();
  }
});

drawer?.addEventListener('close', () => {
  drawer.replaceChildren();
  if (history.state?.drawer) {
    history.back();
  }
  const row = opener && document.querySelector(`a[data-call][href="${CSS.escape(opener.getAttribute('href'))}"]`);
  row?.focus();
});

document.addEventListener('marksheet:call', (event) => {
  if (drawer) {
    event.preventDefault();
    open(event.detail);
  }
});

addEventListener('popstate', () => {
  if (/\/calls\/[0-9a-f]{12}$/.test(location.pathname)) {
    show(location.href);
  } else if (drawer?.open) {
    drawer.close();
  }
});

const KEYS = { j: 'next', ArrowRight: 'next', k: 'prev', ArrowLeft: 'prev' };

document.addEventListener('keydown', (event) => {
  if (!call() || event.metaKey || event.ctrlKey || event.altKey || event.target.matches('input, select, textarea')) {
    return;
  }
  if (event.key === '?') {
    const keys = document.getElementById('keys');
    keys.open = !keys.open;
    keys.scrollIntoView({ block: 'nearest' });
  } else if (KEYS[event.key]) {
    const link = call().querySelector(`a[data-go="${KEYS[event.key]}"]`);
    if (link) {
      event.preventDefault();
      open(link.getAttribute('href'));
    }
  }
});
