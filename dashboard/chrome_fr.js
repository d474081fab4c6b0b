// Puts Streamlit's own English words into French: names for screen readers, placeholders, states.
// Streamlit has no setting for them (github.com/streamlit/streamlit/issues/1353). What is not in
// this list stays English; tests/browser/test_accessibility.py finds it.
(() => {
  const WORDS = {
    "Skip to main content": "Aller au contenu",
    "App pages": "Pages du tableau de bord",
    "Choose an option": "Choisir",
    "Choose options": "Choisir",
    "Choose or add an option": "Choisir ou ajouter",
    "No options to select": "Aucun choix",
    "No results": "Aucun résultat",
    "Select all": "Tout choisir",
    "Selected values": "Choix faits",
    "Clear all": "Tout retirer",
    "Clear value": "Effacer",
    "Open": "Ouvrir la liste",
    "Close": "Fermer",
    "Help": "Aide",
    "Main menu": "Menu principal",
    "Show/hide columns": "Choisir les colonnes",
    "Search": "Chercher",
    "Close Search": "Fermer la recherche",
    "Fullscreen": "Plein écran",
    "Close fullscreen": "Quitter le plein écran",
    "Copy to clipboard": "Copier",
    "Copied": "Copié",
    "Link to heading": "Lien vers ce titre",
    "Scroll tabs left": "Onglets précédents",
    "Scroll tabs right": "Onglets suivants",
    "Running...": "En cours…",
    "Connecting": "Connexion…",
    "Loading...": "Chargement…",
    "Stop": "Arrêter",
    "Stop script": "Arrêter",
  };
  const PHRASES = [
    [/^Help for (.+)$/, "Aide\u00a0: $1"],
    [/^Remove (.+)$/, "Retirer $1"],
    [/^You can only select up to (\d+) options?\. Remove an option first\.$/, "$1 choix au plus\u00a0: retirez-en un d’abord."],
  ];
  const NAMED = ["aria-label", "placeholder", "title"];
  // Places where Streamlit writes words of its own as text; elsewhere text is ours or the data's.
  const WRITTEN = '[data-testid="stSkipToContent"], [role="listbox"], [data-testid="stStatusWidget"], [data-testid="stTooltipContent"]';

  const french = words => {
    if (Object.hasOwn(WORDS, words)) return WORDS[words];
    for (const [english, wanted] of PHRASES) {
      if (english.test(words)) return words.replace(english, wanted);
    }
    return words;
  };
  const mendNames = element => {
    for (const name of NAMED) {
      const said = element.getAttribute(name);
      if (said && french(said) !== said) element.setAttribute(name, french(said));
    }
  };
  const mendText = root => {
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      if (french(text.data) !== text.data) text.data = french(text.data);
    }
  };
  const mend = root => {
    mendNames(root);
    root.querySelectorAll("[aria-label], [placeholder], [title]").forEach(mendNames);
    if (root.closest(WRITTEN)) mendText(root);
    else root.querySelectorAll(WRITTEN).forEach(mendText);
  };
  new MutationObserver(changes => {
    for (const change of changes) {
      if (change.type === "attributes") mendNames(change.target);
      else change.addedNodes.forEach(node => node instanceof Element && mend(node));
    }
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: NAMED });
})();
