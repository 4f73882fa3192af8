/**
 * Draws the training video that comes with the product: slides made here, muxed into WebM. Made for this project; nothing in
 * it is anybody else's. Each picture of a lossy WebP is a VP8 key frame (RFC 9649 section 2.5), so no encoder is needed.
 *
 * node scripts/make-training-video.mjs
 */

import { writeFileSync } from 'node:fs'
import sharp from 'sharp'

const [width, height] = [960, 540]
const secondsPerSlide = 8
const target = 'assets/training/consent-and-query.webm'

const slides = [
  [
    '合规查询从授权开始',
    'A query begins with consent',
    ['本片时长 96 秒，须从头看到尾', 'Watch all 96 seconds, in order'],
  ],
  ['先授权，后查询', 'Consent first', ['没有客户本人签署的授权书，不得查询', 'No report without the signed form']],
  [
    '核对三项标识',
    'Check the three marks',
    ['姓名、证件类型、证件号码与授权书逐字一致', 'Name, ID type and ID number as on the form'],
  ],
  [
    '用途要对得上',
    'The purpose must fit',
    ['只为授权书列明、业务需要的原因查询', 'Only what the form lists and the business needs'],
  ],
  [
    '扫描要看得清',
    'Scan it legibly',
    ['全页、签名、日期、证件齐全，不缺页', 'Every page, signature, date and ID copy'],
  ],
  [
    '退回两日内补正',
    'Complete it in two days',
    ['逐笔核查退回的，两个工作日内补传', 'What comes back is due in two working days'],
  ],
  [
    '报告只在屏幕上看',
    'Reports stay on the screen',
    ['不拍照、不抄录、不转发、不外传', 'No photo, no copying out, no passing on'],
  ],
  [
    '每页都有水印',
    'Every page is marked',
    ['看得见的和看不见的，都指向查看的人', 'Visible and invisible, both name the viewer'],
  ],
  [
    '密码与令牌不外借',
    'Never lend your token',
    ['一人一号，离开座位先锁屏', 'One person, one user; lock before you leave'],
  ],
  [
    '异议二十日内答复',
    'Disputes: twenty days',
    ['受理、核实、更正、书面答复', 'Accept, verify, correct, answer in writing'],
  ],
  [
    '违规要扣分',
    'Violations cost points',
    ['低于 75 分为 C 档，停用并复训', 'Below 75: grade C, suspended, trained again'],
  ],
  ['看完请参加测试', 'Now take the test', ['谁使用，谁负责', 'Who uses it answers for it']],
]

function slideSvg([title, titleEn, [line, lineEn]], index) {
  const bar = ((index + 1) * width) / slides.length
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="Noto Sans CJK SC, sans-serif">
    <rect width="${width}" height="${height}" fill="#f5f7fa"/>
    <rect width="${width}" height="92" fill="#12386b"/>
    <text x="48" y="58" font-size="26" fill="#c9d8ec">征信查询合规培训 · Credit query training</text>
    <text x="${width - 48}" y="58" font-size="26" fill="#fff" text-anchor="end">${index + 1} / ${slides.length}</text>
    <text x="48" y="220" font-size="58" font-weight="bold" fill="#12386b">${title}</text>
    <text x="48" y="270" font-size="30" fill="#5a6675">${titleEn}</text>
    <text x="48" y="370" font-size="34" fill="#1c2634">${line}</text>
    <text x="48" y="416" font-size="24" fill="#5a6675">${lineEn}</text>
    <rect y="${height - 12}" width="${width}" height="12" fill="#dbe3ee"/>
    <rect y="${height - 12}" width="${bar}" height="12" fill="#1b4b8c"/>
  </svg>`
}

/** The VP8 frame inside a simple lossy WebP. */
async function keyFrame(svg) {
  const webp = await sharp(Buffer.from(svg)).flatten().webp({ quality: 60, effort: 6 }).toBuffer()
  if (webp.toString('latin1', 12, 16) !== 'VP8 ') throw new Error('This WebP holds no plain VP8 frame.')
  return webp.subarray(20, 20 + webp.readUInt32LE(16))
}

/** An EBML element (RFC 8794): id, size in eight bytes, content. */
function element(id, ...content) {
  const body = Buffer.concat(content)
  const size = Buffer.alloc(8)
  size.writeBigUInt64BE((1n << 56n) | BigInt(body.length))
  return Buffer.concat([Buffer.from(id, 'hex'), size, body])
}

function number(value) {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(value))
  return bytes
}

function float(value) {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleBE(value)
  return bytes
}

/** @see RFC 9559 (Matroska). @param frames Each with its time in milliseconds. */
function webm(frames, durationMs) {
  const header = element(
    '1a45dfa3',
    element('4286', number(1)),
    element('42f7', number(1)),
    element('42f2', number(4)),
    element('42f3', number(8)),
    element('4282', Buffer.from('webm')),
    element('4287', number(2)),
    element('4285', number(2)),
  )
  const info = element(
    '1549a966',
    element('2ad7b1', number(1_000_000)),
    element('4489', float(durationMs)),
    element('4d80', Buffer.from('credit-query-workstation')),
    element('5741', Buffer.from('credit-query-workstation')),
  )
  const video = element('e0', element('b0', number(width)), element('ba', number(height)))
  const track = [
    ['d7', number(1)],
    ['73c5', number(1)],
    ['83', number(1)],
    ['9c', number(0)],
    ['86', Buffer.from('V_VP8')],
  ]
  const tracks = element('1654ae6b', element('ae', ...track.map(([id, content]) => element(id, content)), video))
  const clusters = frames.map(({ frame, atMs }) =>
    // Track one, at the cluster's own time, a key frame.
    element('1f43b675', element('e7', number(atMs)), element('a3', Buffer.from([0x81, 0, 0, 0x80]), frame)),
  )
  const cuesOf = (first) => {
    let position = first
    const points = clusters.map((cluster, index) => {
      const place = element('b7', element('f7', number(1)), element('f1', number(position)))
      position += cluster.length
      return element('bb', element('b3', number(frames[index].atMs)), place)
    })
    return element('1c53bb6b', ...points)
  }
  const before = info.length + tracks.length
  const cues = cuesOf(before + cuesOf(0).length)
  return Buffer.concat([header, element('18538067', info, tracks, cues, ...clusters)])
}

const pictures = await Promise.all(slides.map((slide, index) => keyFrame(slideSvg(slide, index))))
const durationMs = slides.length * secondsPerSlide * 1000
const frames = pictures.map((frame, index) => ({ frame, atMs: index * secondsPerSlide * 1000 }))
// The last picture once more: a player ends where its last frame stands.
const file = webm([...frames, { frame: pictures.at(-1), atMs: durationMs - 100 }], durationMs)
writeFileSync(target, file)
process.stdout.write(`${target}: ${file.length} bytes\n`)
