// Speaks to a running server as tus-js-client does: whole, in parts, aborted and resumed, with the first part, ended.
// npm i tus-js-client; node tus_client.mjs http://127.0.0.1:8080 INVITATION clip.mp4
import * as tus from 'tus-js-client'
import crypto from 'node:crypto'
import fs from 'node:fs'
const [base, invitation, file, stateFile] = process.argv.slice(2)
const hex = b => Buffer.from(b).toString('hex')
const uuid = () => { const b = crypto.randomBytes(16); const t = BigInt(Date.now()); for (let i=0;i<6;i++) b[i]=Number((t>>BigInt(40-8*i))&0xffn); b[6]=(b[6]&0xf)|0x70; b[8]=(b[8]&0x3f)|0x80; const h=hex(b); return `${h.slice(0,8)}-${h.slice(8,12)}-${h.slice(12,16)}-${h.slice(16,20)}-${h.slice(20)}` }
const { publicKey, privateKey } = crypto.generateKeyPairSync('ed25519')
const pub = hex(publicKey.export({ type: 'spki', format: 'der' }).subarray(-32))
const device = uuid(); let counter = 0
const sign = (method, path, body = Buffer.alloc(0)) => {
  counter += 1
  const sum = hex(crypto.createHash('sha256').update(body).digest())
  const sig = crypto.sign(null, Buffer.from(`sampan-request-v1\n${method}\n${path}\n${sum}\n${counter}`), privateKey)
  return { 'x-sampan-protocol': '1', 'x-sampan-device': device, 'x-sampan-counter': String(counter), 'x-sampan-signature': hex(sig) }
}
const ask = async (path, value) => {
  const body = Buffer.from(JSON.stringify(value))
  const r = await fetch(base + path, { method: 'POST', body, headers: sign('POST', path, body) })
  const text = await r.text(); if (r.status !== 200) throw new Error(path + ' ' + r.status + ' ' + text)
  return JSON.parse(text)
}
await ask('/v1/service/register', { person: uuid(), handle: 'mei' + Date.now() % 100000, name: 'Mei', kind: 'person', mcc: null, device: { id: device, name: 'Node', public_key: pub }, recovery_key: pub, pin: '271828', invitation: invitation === '-' ? null : invitation, accepts_terms: true })
const size = fs.statSync(file).size
let cuts = 0, requests = []
const up = (opts) => new Promise((resolve, reject) => {
  const u = new tus.Upload(opts.source ?? fs.createReadStream(file), {
    endpoint: base + '/v1/uploads', retryDelays: [0, 500, 1000, 2000, 3000, 3000, 3000], uploadSize: size, metadata: { filename: 'clip.mp4', filetype: 'video/mp4' },
    onBeforeRequest: req => { const url = new URL(req.getURL()); for (const [k, v] of Object.entries(sign(req.getMethod(), url.pathname))) req.setHeader(k, v) },
    onAfterResponse: (req, res) => { requests.push(`${req.getMethod()} ${res.getStatus()}`) },
    onProgress: (sent, all) => opts.onProgress?.(u, sent, all),
    onError: reject, onSuccess: () => resolve(u), ...opts.more,
  })
  u.start()
})
// 1: at once, 2: in parts, 3: aborted in the middle and resumed from its URL, 4: created with its first part, 5: ended
let t = Date.now(); await up({ more: {} }); console.log('whole', requests.join(', '), (size / 1e6 / ((Date.now() - t) / 1e3)).toFixed(0) + ' MB/s'); requests = []
await up({ more: { chunkSize: Math.ceil(size / 5) } }); console.log('parts', requests.join(', ')); requests = []
let url; await new Promise(resolve => { let done = false; up({ more: { chunkSize: Math.ceil(size / 20) }, onProgress: (u, sent) => { if (!done && sent > size / 2) { done = true; url = u.url; u.abort().then(resolve) } } }).catch(() => {}) })
console.log('aborted', requests.length); requests = []
await up({ more: { uploadUrl: url } }); console.log('resumed', requests.join(', ')); requests = []
await up({ more: { uploadDataDuringCreation: true, chunkSize: Math.ceil(size / 3) } }); console.log('creation-with-upload', requests.join(', ')); requests = []
const small = new tus.Upload(Buffer.from('hello'), { endpoint: base + '/v1/uploads', uploadSize: 5, retryDelays: null, onBeforeRequest: req => { const url = new URL(req.getURL()); for (const [k, v] of Object.entries(sign(req.getMethod(), url.pathname))) req.setHeader(k, v) }, onAfterResponse: (req, res) => requests.push(`${req.getMethod()} ${res.getStatus()}`) })
await new Promise((r, e) => { small.options.onSuccess = r; small.options.onError = e; small.start() }); await small.abort(true); console.log('terminated', requests.join(', '))
for (let i = 0; i < 90; i++) {
  const { videos } = await ask('/v1/media/videos', {})
  if (videos.length && videos.every(v => ['done', 'failed'].includes(v.state))) { console.log(videos.map(v => `${v.state} ${v.error?.key ?? ''} ${v.attempt}`)); break }
  await new Promise(r => setTimeout(r, 1000))
}
