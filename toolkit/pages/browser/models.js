// The widgets that the kernel holds, as the page knows them: traits one way, events the other.
import { reactive, shallowReactive } from "vue"

export const models = reactive(new Map())
let wire = null

export function attach(line) {
  wire = line
}

export function add(id, state) {
  models.set(id, { id, traits: shallowReactive(state), listeners: new Set() })
}

export function hear(type, content, buffers) {
  const id = content.comm_id
  if (type === "comm_open") return add(id, content.data.state)
  const model = models.get(id)
  if (!model) return
  if (type === "comm_close") return models.delete(id)
  const { method, state, content: told } = content.data
  if (method === "update") Object.assign(model.traits, state)
  if (method === "custom") for (const listener of model.listeners) listener(told, buffers)
}

export function say(model, event, data, buffers) {
  const content = { event, data: data === undefined ? null : data }
  wire.say("comm_msg", { comm_id: model.id, data: { method: "custom", content } }, buffers)
}
