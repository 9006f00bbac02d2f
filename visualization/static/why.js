export const Why = { inject: ["store"], template: `<div></div>` };
