export const Office = { inject: ["store"], template: `<div></div>` };
