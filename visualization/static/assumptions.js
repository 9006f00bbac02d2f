export const Assumptions = { inject: ["store"], template: `<div></div>` };
