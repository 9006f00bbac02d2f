// Reading: what the model is, and where the lessons stand.

export const Lessons = {
  inject: ["store"],
  template: `<article class="reading"><h1>{{ store._("Lessons") }}</h1>
    <p>{{ store._("There are no lessons yet.") }}</p></article>`,
};

export const About = {
  inject: ["store"],
  template: `<article class="reading"><h1>{{ store._("About Tillit") }}</h1></article>`,
};
