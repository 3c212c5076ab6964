// A choice of language or theme keeps what the page shows by now, not what it showed when it was loaded.

for (const link of document.querySelectorAll('.switches a')) {
  const chosen = new URLSearchParams(link.getAttribute('href').split('?')[1]);
  link.addEventListener('click', () => {
    const here = new URL(location.href);
    ['lang', 'theme'].forEach((name) => here.searchParams.delete(name));
    const name = [...chosen.keys()].at(-1);
    here.searchParams.set(name, chosen.get(name));
    link.href = here.href;
  });
}
