// The wire to the page's kernel: Jupyter's websocket protocol, version 1, with widgets' messages only.
const PROTOCOL = "v1.kernel.websocket.jupyter.org"
const GONE = 4404
const LONGEST = 15000
const encoder = new TextEncoder()
const decoder = new TextDecoder()

function hex(length) {
  return [...crypto.getRandomValues(new Uint8Array(length))].map(byte => byte.toString(16).padStart(2, "0")).join("")
}

// u64 offsets, little end first: their count, where each part begins, where the last one ends.
function packed(channel, message, buffers) {
  const json = ["header", "parent_header", "metadata", "content"].map(part => encoder.encode(JSON.stringify(message[part])))
  const parts = [encoder.encode(channel), ...json, ...buffers.map(bytes)]
  const head = 8 * (parts.length + 2)
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, head))
  const view = new DataView(whole.buffer)
  view.setBigUint64(0, BigInt(parts.length + 1), true)
  let at = head
  parts.forEach((part, number) => {
    view.setBigUint64(8 * (number + 1), BigInt(at), true)
    whole.set(part, at)
    at += part.byteLength
  })
  view.setBigUint64(8 * (parts.length + 1), BigInt(at), true)
  return whole.buffer
}

function unpacked(data) {
  const view = new DataView(data)
  const count = Number(view.getBigUint64(0, true))
  const ends = Array.from({ length: count }, (_, number) => Number(view.getBigUint64(8 * (number + 1), true)))
  const part = number => new Uint8Array(data, ends[number], ends[number + 1] - ends[number])
  const said = number => JSON.parse(decoder.decode(part(number)))
  const buffers = Array.from({ length: count - 6 }, (_, number) => data.slice(ends[number + 5], ends[number + 6]))
  return { header: said(1), content: said(4), buffers }
}

function bytes(buffer) {
  return ArrayBuffer.isView(buffer) ? new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength) : new Uint8Array(buffer)
}

// `heard(type, content, buffers)` is called for every message about widgets; `changed(state)` with
// "open", "closed" or "gone", and answers whether the kernel may still be there. What is said while
// the line is down is said when it is up again.
export function connect(address, heard, changed) {
  const session = hex(16)
  const unsaid = []
  let line = null
  let pause = 500

  function open() {
    line = new WebSocket(`${address.replace(/^http/, "ws")}/channels?session_id=${session}`, PROTOCOL)
    line.binaryType = "arraybuffer"
    line.onopen = () => {
      pause = 500
      changed("open")
      while (unsaid.length && ready()) line.send(unsaid.shift())
    }
    line.onmessage = event => {
      const { header, content, buffers } = unpacked(event.data)
      if (header.msg_type.startsWith("comm_")) heard(header.msg_type, content, buffers)
    }
    line.onclose = event => {
      if (!changed(event.code === GONE ? "gone" : "closed")) return
      setTimeout(open, pause)
      pause = Math.min(2 * pause, LONGEST)
    }
  }

  function ready() {
    return line.readyState === WebSocket.OPEN
  }

  function say(type, content, buffers = []) {
    const header = { msg_id: hex(16), msg_type: type, session, username: "", version: "5.3", date: new Date().toISOString() }
    const message = packed("shell", { header, parent_header: {}, metadata: {}, content }, buffers)
    if (ready()) line.send(message)
    else unsaid.push(message)
  }

  open()
  return { say }
}
