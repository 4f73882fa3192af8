import * as z from 'zod'
import { Bytes } from '#central/database/bytes.ts'
import type { Queryable, Transaction } from '#central/database/database.ts'

const StoredForm = z.strictObject({
  id: z.int(),
  frame: Bytes,
  print: Bytes,
  sheets: z.int(),
  tellingSquares: z.array(z.int()).nullable(),
})
export type StoredForm = z.output<typeof StoredForm>

/** Those most often seen, and the latest. */
export async function listForms(queryable: Queryable, limit: number): Promise<StoredForm[]> {
  const rows = await queryable`
    select id, sealed_frame as frame, sealed_print as print, sheets, telling_squares as "tellingSquares"
      from printed_form
     where id in (select id from printed_form order by sheets desc limit ${limit})
        or id in (select id from printed_form order by id desc limit ${limit})
     order by sheets desc, id desc`
  return z.array(StoredForm).parse([...rows])
}

/** Locks it: one page after the other changes the print. */
export async function lockForm(tx: Transaction, id: number): Promise<StoredForm> {
  const [row] = await tx`
    select id, sealed_frame as frame, sealed_print as print, sheets, telling_squares as "tellingSquares"
      from printed_form where id = ${id} for update`
  return StoredForm.parse({ ...row })
}

/** An empty one: what is sealed for it names its id. */
export async function insertForm(tx: Transaction): Promise<number> {
  const [row] = await tx`
    insert into printed_form (sealed_frame, sealed_print, sheets) values ('', '', 0) returning id`
  return z.object({ id: z.int() }).parse(row).id
}

export async function saveForm(tx: Transaction, form: StoredForm): Promise<void> {
  await tx`
    update printed_form
       set sealed_frame = ${form.frame}, sealed_print = ${form.print}, sheets = ${form.sheets},
           telling_squares = ${form.tellingSquares && [...form.tellingSquares]}
     where id = ${form.id}`
}

export interface PageOfScan {
  readonly uploadId: string
  readonly page: number
}

export async function savePage(
  tx: Transaction,
  page: PageOfScan & { readonly form: number; readonly map: Uint8Array; readonly mark: string | null },
): Promise<void> {
  await tx`
    insert into scan_page (upload_id, page, form_id, sealed_map, mark)
    values (${page.uploadId}, ${page.page}, ${page.form}, ${page.map}, ${page.mark}::bit(256))
    on conflict (upload_id, page) do update
       set form_id = excluded.form_id, sealed_map = excluded.sealed_map, mark = excluded.mark`
}

export async function saveMark(tx: Transaction, { uploadId, page }: PageOfScan, mark: string): Promise<void> {
  await tx`update scan_page set mark = ${mark}::bit(256) where upload_id = ${uploadId} and page = ${page}`
}

const StoredPage = z.strictObject({ uploadId: z.uuid(), page: z.int(), map: Bytes })

/** Pages on a form of other scans, the nearest by their marks first. */
export async function listNearest(
  queryable: Queryable,
  { form, mark, except, limit }: { form: number; mark: string | null; except: string | null; limit: number },
): Promise<z.output<typeof StoredPage>[]> {
  const rows = await queryable`
    select upload_id as "uploadId", page, sealed_map as map
      from scan_page
     where form_id = ${form} and upload_id is distinct from ${except}::uuid
     order by bit_count(mark # ${mark}::bit(256)) nulls last
     limit ${limit}`
  return z.array(StoredPage).parse([...rows])
}

export async function saveLikeness(tx: Transaction, uploadId: string, other: string, likeness: number): Promise<void> {
  await tx`
    insert into scan_likeness (upload_id, other_upload_id, likeness)
    values (${uploadId}, ${other}, ${likeness})
    on conflict (upload_id, other_upload_id) do update set likeness = greatest(scan_likeness.likeness, excluded.likeness)`
}

/** What is kept of the pages of a scan; for when its subject is erased. */
export async function removePages(tx: Transaction, uploadId: string): Promise<void> {
  await tx`delete from scan_likeness where upload_id = ${uploadId} or other_upload_id = ${uploadId}`
  await tx`delete from scan_page where upload_id = ${uploadId}`
}
