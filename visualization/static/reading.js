// Reading: the model on one page.

export const About = {
  inject: ["store"],
  template: `<article class="reading"><h1>{{ store._("About Tillit") }}</h1>
    <p>{{ store._("Tillit is a simulation of a municipality's social services. Every household, every caseworker and every tie between them is followed month by month, twice: in the town as it was, and in the same town with the changes, with the same people and the same luck.") }}</p>
    <h2>{{ store._("What it rests on") }}</h2>
    <p>{{ store._("Trust grows when the same people meet, and is lost when they part or are let down. Trust and time decide how quickly a household is helped on, whom a caseworker reaches, and who stays in the job. Nothing says that more staff or fewer reorganisations pay: whether they do comes out of what people do.") }}</p>
    <p>{{ store._("Each number has a source and a grade, from a register down to an assumption; most are assumed. One set serves all towns.") }}</p>
    <h2>{{ store._("How to read it") }}</h2>
    <p>{{ store._("One thin line is one simulated town. Nine towns in ten lie in the band. That is chance only: the assumptions are less sure than that, and stand under Assumptions.") }}</p>
    <h2>{{ store._("What it is not") }}</h2>
    <ul><li>{{ store._("It is no forecast: everything else is alike in both worlds, laws, pay and prices too.") }}</li>
      <li>{{ store._("It says nothing about any named person, and must not support decisions about individuals.") }}</li>
      <li>{{ store._("It holds no data about real people: everybody in it is made up.") }}</li></ul>
    <p class="muted">{{ store._("Version {version}. Charts are drawn by Apache ECharts (Apache License 2.0).", { version: store.state.model }) }}</p></article>`,
};
