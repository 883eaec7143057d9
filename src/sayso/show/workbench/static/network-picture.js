export function pictureOf() { return { text: "", width: 1, height: 1 }; }
export function saved() {}
export async function rastered() {}
