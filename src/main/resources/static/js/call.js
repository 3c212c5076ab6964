// The drawer that shows a call beside its table, and the keys to go through calls. Without this module the same links open
// the call's own page.

const drawer = document.getElementById('drawer');
let opener = null;

function call() {
  return document.querySelector('article.call');
}

async function show(href) {
  const target = drawer ?? call();
  await window.htmx.ajax('GET', href, { target, swap: drawer ? 'innerHTML' : 'outerHTML' });
  if (!drawer) {
    history.replaceState(null, '', href);
    return;
  }
  drawer.querySelector('[data-close]').hidden = false;
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

function plainClick(event) {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-call], a[data-inside]');
  if (link && plainClick(event) && (drawer || link.matches('[data-inside]'))) {
    event.preventDefault();
    opener = link.matches('[data-call]') ? link : opener;
    show(link.getAttribute('href'));
  } else if (event.target.closest('[data-close]') || event.target === drawer) {
    drawer.close();
  }
});

drawer?.addEventListener('close', () => {
  drawer.replaceChildren();
  const row = opener && document.querySelector(`a[data-call][href="${CSS.escape(opener.getAttribute('href'))}"]`);
  row?.focus();
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
      show(link.getAttribute('href'));
    }
  }
});
