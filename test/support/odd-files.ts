/** Files that somebody might try to pass off as a scan; each is made here, none lies in the repository. */

import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import type { FailureCode } from '#contract/failure.ts'
import { aPdf, aPhoto } from '#test/support/scans.ts'

export interface OddFile {
  readonly what: string
  readonly code: FailureCode
  readonly make: () => Buffer | Promise<Buffer>
}

/** A PDF with more objects; `catalog` and `page` go into those dictionaries. */
export function pdfWith({
  catalog = '',
  page = '',
  objects = [],
}: {
  catalog?: string
  page?: string
  objects?: readonly (string | Buffer)[]
}): Buffer {
  const all = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] ${page} >>`,
    ...objects,
  ]
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')]
  const offsets = all.map((object, index) => {
    const offset = parts.reduce((sum, part) => sum + part.length, 0)
    parts.push(Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n'))
    return offset
  })
  const start = parts.reduce((sum, part) => sum + part.length, 0)
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const size = all.length + 1
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(parts)
}

export function stream(dictionary: string, content: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(`<< ${dictionary} /Length ${content.length} >>\nstream\n`),
    content,
    Buffer.from('\nendstream'),
  ])
}

/** Objects packed away where a search through the bytes does not see them. */
function hiddenObjects(text: string): Buffer {
  return stream('/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', deflateSync(Buffer.from(`9 0 ${text}`)))
}

/** Unfolds to 400 MB. */
function bomb(): Buffer {
  return deflateSync(Buffer.alloc(400 * 1024 * 1024), { level: 9 })
}

const archive = Buffer.concat([
  Buffer.from('PK\x03\x04', 'latin1'),
  Buffer.alloc(60),
  Buffer.from('PK\x05\x06', 'latin1'),
  Buffer.alloc(18),
])
const openAction = '/OpenAction << /S /JavaScript /JS (app.alert(1)) >>'

/** A PNG that says it is so large; its pixels are not there. */
async function hugePng(): Promise<Buffer> {
  const png = await sharp({ create: { width: 16, height: 16, channels: 3, background: '#fff' } })
    .png()
    .toBuffer()
  png.writeUInt32BE(60_000, 16)
  png.writeUInt32BE(60_000, 20)
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29)
  return png
}

function crc32(bytes: Uint8Array): number {
  let crc = ~0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}

export const oddFiles: readonly OddFile[] = [
  { what: 'a PDF that was cut off', code: 'scan-unreadable', make: () => aPdf().subarray(0, 150) },
  { what: 'a photo that was cut off', code: 'scan-unreadable', make: async () => (await aPhoto()).subarray(0, 9000) },
  {
    what: 'a PNG that was cut off',
    code: 'scan-unreadable',
    make: async () =>
      (
        await sharp(await aPhoto())
          .png()
          .toBuffer()
      ).subarray(0, 90_000),
  },
  {
    what: 'a TIFF that was cut off',
    code: 'scan-unreadable',
    make: async () =>
      (
        await sharp(await aPhoto())
          .tiff({ compression: 'lzw' })
          .toBuffer()
      ).subarray(0, 60_000),
  },
  { what: 'plain text', code: 'scan-unreadable', make: () => Buffer.from('hello, world') },
  {
    what: 'a PDF behind other bytes',
    code: 'scan-unreadable',
    make: () => Buffer.concat([Buffer.from('GIF89a'), aPdf()]),
  },
  { what: 'a program', code: 'scan-unreadable', make: () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(2000)]) },
  { what: 'a script that runs when it is opened', code: 'scan-active', make: () => pdfWith({ catalog: openAction }) },
  {
    what: 'a script whose name is spelt with codes',
    code: 'scan-active',
    make: () => pdfWith({ catalog: '/OpenAction << /S /J#61vaScript /J#53 (app.alert(1)) >>' }),
  },
  {
    what: 'a script on a page',
    code: 'scan-active',
    make: () => pdfWith({ page: '/AA << /O << /S /JavaScript /JS (app.alert(1)) >> >>' }),
  },
  {
    what: 'a script hidden among packed objects',
    code: 'scan-active',
    make: () => pdfWith({ objects: [hiddenObjects('<< /S /JavaScript /JS (app.alert(1)) >>')] }),
  },
  {
    what: 'a program to be started',
    code: 'scan-active',
    make: () => pdfWith({ catalog: '/OpenAction << /S /Launch /F (cmd.exe) >>' }),
  },
  {
    what: 'another file inside',
    code: 'scan-active',
    make: () => pdfWith({ catalog: '/Names << /EmbeddedFiles << /Names [(a.exe) 4 0 R] >> >>', objects: ['<< >>'] }),
  },
  {
    what: 'a form that sends itself away',
    code: 'scan-active',
    make: () =>
      pdfWith({ page: '/Annots [<< /Type /Annot /Subtype /Widget /A << /S /SubmitForm /F (https://a.example) >> >>]' }),
  },
  {
    what: 'a locked PDF',
    code: 'scan-locked',
    make: () => pdfWith({ catalog: '/Encrypt 4 0 R', objects: ['<< /Filter /Standard >>'] }),
  },
  {
    what: 'a page that unfolds to 400 MB',
    code: 'scan-oversized',
    make: () => pdfWith({ page: '/Contents 4 0 R', objects: [stream('/Filter /FlateDecode', bomb())] }),
  },
  {
    what: 'a page folded twice that unfolds to 400 MB',
    code: 'scan-oversized',
    make: () =>
      pdfWith({
        page: '/Contents 4 0 R',
        objects: [stream('/Filter [/FlateDecode /FlateDecode]', deflateSync(bomb(), { level: 9 }))],
      }),
  },
  { what: 'a PNG of 60,000 by 60,000', code: 'scan-oversized', make: hugePng },
  {
    what: 'a TIFF of 61 pages',
    code: 'scan-oversized',
    make: async () => {
      const page = await sharp({ create: { width: 8, height: 8 * 61, channels: 3, background: '#fff' } })
        .raw()
        .toBuffer()
      return sharp(page, { raw: { width: 8, height: 8 * 61, channels: 3, pageHeight: 8 } })
        .tiff()
        .toBuffer()
    },
  },
  { what: 'a PDF that is an archive as well', code: 'scan-disguised', make: () => Buffer.concat([aPdf(), archive]) },
  {
    what: 'a photo that is an archive as well',
    code: 'scan-disguised',
    make: async () => Buffer.concat([await aPhoto(), archive]),
  },
  {
    what: 'a PNG with a web page behind it',
    code: 'scan-disguised',
    make: async () =>
      Buffer.concat([
        await sharp(await aPhoto(80, 80))
          .png()
          .toBuffer(),
        Buffer.from('<script>x()</script>'),
      ]),
  },
  {
    what: 'a photo with a PDF near its beginning',
    code: 'scan-disguised',
    make: async () => {
      const photo = await aPhoto()
      const comment = Buffer.from('%PDF-1.4 \n1 0 obj')
      return Buffer.concat([
        photo.subarray(0, 2),
        Buffer.from([0xff, 0xfe, 0, comment.length + 2]),
        comment,
        photo.subarray(2),
      ])
    },
  },
  {
    what: 'a PNG with 50 kB behind its end',
    code: 'scan-disguised',
    make: async () =>
      Buffer.concat([
        await sharp(await aPhoto(80, 80))
          .png()
          .toBuffer(),
        Buffer.alloc(50_000, 7),
      ]),
  },
]
