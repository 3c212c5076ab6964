// The table of calls in place: filters, headings and pages replace what was found and the page's address, so that Back
// leads through them. The form itself is never replaced: what is being typed stays. Without this module the same links and
// the form lead to the table's own page.

const TYPING = 350;
const form = document.getElementById('calls-filters');
const page = document.querySelector('main').dataset.page;
let wanted = location.search;
let asking;
let pause;
let typedIn = null;

/** A metric that came while the page was open can be chosen, too. */
function offerMetrics() {
  const choice = form.elements.metric;
  for (const { dataset: { metric } } of document.querySelectorAll('#calls-found [data-metric]')) {
    if (![...choice.options].some((option) => option.value === metric)) {
      choice.add(new Option(metric));
    }
  }
}

async function load(search) {
  asking?.abort();
  asking = new AbortController();
  try {
    const answer = await fetch(form.getAttribute('action') + search, { headers: { 'HX-Request': 'true' }, signal: asking.signal });
    if (!answer.ok) {
      throw new Error(answer.status);
    }
    document.getElementById('calls-found').outerHTML = await answer.text();
    offerMetrics();
    return true;
  } catch (fault) {
    if (fault.name !== 'AbortError') {
      location.assign(page + search);
    }
    return false;
  }
}

async function go(search, typing = null) {
  clearTimeout(pause);
  if (search === wanted) {
    return;
  }
  wanted = search;
  if (await load(search)) {
    // One step back undoes a whole word, not its last letter.
    history[typing && typing === typedIn ? 'replaceState' : 'pushState']({}, '', page + search);
    typedIn = typing;
  }
}

function asked() {
  const values = [...new FormData(form)].filter(([, value]) => value !== '');
  return values.length ? `?${new URLSearchParams(values)}` : '';
}

/** Shows in the form what an address asks for. */
function fill(search) {
  const values = new URLSearchParams(search);
  for (const field of form.querySelectorAll('input, select')) {
    field.value = values.get(field.name) ?? '';
  }
}

function follow(event) {
  const link = event.target.closest('a[data-table]');
  if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
    return;
  }
  event.preventDefault();
  const { search } = new URL(link.href);
  fill(search);
  go(search);
  if (link.dataset.table === 'top') {
    document.getElementById('calls').scrollIntoView();
  }
}

if (form) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    go(asked());
  });
  form.addEventListener('change', ({ target }) => go(asked(), target.matches('select') ? null : target.name));
  form.addEventListener('input', ({ target }) => {
    if (!target.matches('select')) {
      clearTimeout(pause);
      pause = setTimeout(() => go(asked(), target.name), TYPING);
    }
  });
  document.addEventListener('click', follow);
  addEventListener('popstate', () => {
    typedIn = null;
    if (location.pathname === new URL(page, location.href).pathname && location.search !== wanted) {
      wanted = location.search;
      fill(wanted);
      load(wanted);
    }
  });
}
