// The pages' templates by file name, and the parts that they share by tag.
const named = (found, name) => Object.fromEntries(Object.entries(found).map(([path, view]) => [name(path), view]))
export const parts = named(import.meta.glob("../parts/*.vue", { eager: true, import: "default" }), path => "gs-" + path.split("/").pop().slice(0, -4))
export const views = named(import.meta.glob(["../*/*.vue", "!../parts/*.vue"], { eager: true, import: "default" }), path => path.split("/").pop())
