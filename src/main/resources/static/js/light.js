// Joins a statement with the words it rests on: pointing at one lights the other.

function light(event) {
  const lit = event.target.closest?.('[data-key]');
  for (const old of document.querySelectorAll('article.call .lit')) {
    old.classList.remove('lit');
  }
  const article = lit?.closest('article.call');
  if (!article) {
    return;
  }
  for (const key of lit.dataset.key.split(' ')) {
    for (const place of article.querySelectorAll(`[data-key~="${CSS.escape(key)}"]`)) {
      place.classList.add('lit');
    }
  }
  const quoted = article.querySelector('.passages mark.lit');
  if (quoted && !lit.closest('.passages')) {
    quoted.scrollIntoView({ block: 'nearest' });
  }
}

document.addEventListener('mouseover', light);
document.addEventListener('focusin', light);

// A link into a fold opens it.
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="#"]');
  for (let fold = link && document.getElementById(link.hash.slice(1))?.closest('details'); fold; fold = fold.parentElement.closest('details')) {
    fold.open = true;
  }
});
