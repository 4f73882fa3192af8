/**
 * Remembers what the pages of scans look like, and finds scans that are pictures of the same sheet of paper. Forms share
 * their print: it is learnt from the first sheets of each form and taken away before anything is compared.
 */

import { type Database, inTransaction, type Transaction } from '#central/database/database.ts'
import { seal, unseal } from '#central/keys/sealing.ts'
import type { InkMap } from './inspection/ink-map.ts'
import { asLaid, packPage, unpackPage } from './inspection/page-map.ts'
import type { PlacedPage } from './inspection/place-page.ts'
import type { ScanInspector } from './inspection/scan-inspector.ts'
import { markOf, tellingSquares } from './inspection/sheet-mark.ts'
import * as repository from './sheet-repository.ts'

/** Other hands on the same print stay below it, the same sheet above; `npm run bench` measures both. */
export const sameSheetFrom = 0.48
/** Sheets from which a form's print is learnt. */
const learntFrom = 16
/** As many nearest sheets are compared, as many forms tried of the most frequent and of the latest. */
const compared = 24
const formsTried = 8

export interface SheetService {
  /** Keeps the pages of a scan and notes which earlier scans show the same sheets; safe to repeat. */
  remember(uploadId: string, maps: readonly (InkMap | null)[]): Promise<void>
}

export function createSheetService(
  database: Database,
  inspector: Pick<ScanInspector, 'ask'>,
  key: Uint8Array,
): SheetService {
  return {
    async remember(uploadId, maps) {
      for (const [index, map] of maps.entries()) if (map) await rememberPage({ uploadId, page: index + 1 }, map)
    },
  }

  async function rememberPage(page: repository.PageOfScan, map: InkMap): Promise<void> {
    const forms = await repository.listForms(database, formsTried)
    const known = forms.map(({ id, frame }) => ({ id, frame: unseal(key, frame, contextOf(id)) }))
    const placed = await inspector.ask('place', { map, forms: known })
    const { form, mark } = await inTransaction(database, (tx) => keep(tx, page, placed))
    const alike = await findAlike(page, placed.page, { form, mark })
    await inTransaction(database, async (tx) => {
      for (const { uploadId, likeness } of alike) await repository.saveLikeness(tx, page.uploadId, uploadId, likeness)
      // A sheet that comes again and again would end as part of the print.
      if (alike.length === 0) await learn(tx, form.id, Buffer.from(placed.page))
    })
  }

  async function keep(tx: Transaction, page: repository.PageOfScan, placed: PlacedPage) {
    const form = await formOf(tx, placed)
    const sheet = unpackPage(Buffer.from(placed.page))
    const mark = form.tellingSquares ? markOf(sheet, printOf(form), form.tellingSquares) : null
    const map = seal(key, placed.page, pageContextOf(page))
    await repository.savePage(tx, { ...page, form: form.id, map, mark })
    return { form, mark }
  }

  /** Other scans that show the same sheet. */
  async function findAlike(
    { uploadId: except }: repository.PageOfScan,
    page: Uint8Array,
    { form, mark }: { form: repository.StoredForm; mark: string | null },
  ) {
    const others = await repository.listNearest(database, { form: form.id, mark, except, limit: compared })
    if (others.length === 0) return []
    const likenesses = await inspector.ask('compare', {
      page,
      others: others.map((other) => unseal(key, other.map, pageContextOf(other))),
      print: unseal(key, form.print, contextOf(form.id)),
    })
    return others
      .map(({ uploadId }, index) => ({ uploadId, likeness: likenesses[index] ?? 0 }))
      .filter(({ likeness }) => likeness >= sameSheetFrom)
  }

  async function formOf(tx: Transaction, { form, frame, page }: PlacedPage): Promise<repository.StoredForm> {
    if (form !== null) return repository.lockForm(tx, form)
    const id = await repository.insertForm(tx)
    const [sealedFrame, print] = [frame ?? page, page].map((bytes) => seal(key, bytes, contextOf(id)))
    if (!sealedFrame || !print) throw new Error('Nothing was sealed.')
    const made = { id, frame: sealedFrame, print, sheets: 0, tellingSquares: null }
    await repository.saveForm(tx, made)
    return made
  }

  function printOf(form: repository.StoredForm): InkMap {
    return unpackPage(unseal(key, form.print, contextOf(form.id))).map
  }

  async function learn(tx: Transaction, id: number, page: Buffer): Promise<void> {
    const form = await repository.lockForm(tx, id)
    const learnt = withSheet(form, page)
    const isEnough = learnt.sheets === learntFrom && !learnt.tellingSquares
    await repository.saveForm(tx, isEnough ? await markAll(tx, learnt) : learnt)
  }

  /** The mean of the sheets seen so far; from then on it stays, so that marks stay comparable. */
  function withSheet(form: repository.StoredForm, page: Buffer): repository.StoredForm {
    if (form.sheets >= learntFrom) return { ...form, sheets: form.sheets + 1 }
    const [print, own] = [printOf(form), unpackPage(page)]
    const cells = print.cells.map((mean, at) =>
      own.seen[at] ? (mean * form.sheets + (own.map.cells[at] ?? 0)) / (form.sheets + 1) : mean,
    )
    const sealed = seal(key, packPage(asLaid({ ...print, cells })), contextOf(form.id))
    return { ...form, print: sealed, sheets: form.sheets + 1 }
  }

  async function markAll(tx: Transaction, form: repository.StoredForm): Promise<repository.StoredForm> {
    const pages = await repository.listNearest(tx, { form: form.id, mark: null, except: null, limit: 10 * learntFrom })
    const sheets = pages.map((page) => unpackPage(unseal(key, page.map, pageContextOf(page))))
    const squares = tellingSquares(sheets)
    const print = printOf(form)
    for (const [index, page] of pages.entries()) {
      const sheet = sheets[index]
      if (sheet) await repository.saveMark(tx, page, markOf(sheet, print, squares))
    }
    return { ...form, tellingSquares: squares }
  }
}

function contextOf(form: number): string {
  return `cqw/printed-form/1/${form}`
}

function pageContextOf({ uploadId, page }: repository.PageOfScan): string {
  return `cqw/scan-page/1/${uploadId}/${page}`
}
