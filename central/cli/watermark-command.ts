import { Command } from 'commander'
import * as z from 'zod'
import { openDatabase } from '#central/database/database.ts'
import { findViewingOfMark } from '#central/reports/report-repository.ts'
import { type GreyImage, readGreyImage } from '#central/watermark/grey-image.ts'
import { type Corners, type Point, straighten } from '#central/watermark/perspective.ts'
import { readWatermark } from '#central/watermark/read-watermark.ts'
import { ViewId } from '#contract/viewing.ts'
import { type DatabaseOptions, databaseOf } from './database-options.ts'
import { readOptions } from './option-values.ts'
import { BadInput, type Output } from './output.ts'

const CornerList = z
  .string()
  .regex(/^\d{1,5},\d{1,5}(?:;\d{1,5},\d{1,5}){3}$/, 'must be x,y;x,y;x,y;x,y in pixels')
  .transform((text) =>
    text.split(';').map((corner): Point => {
      const [x = 0, y = 0] = corner.split(',').map(Number)
      return { x, y }
    }),
  )
  .transform((points) => points as unknown as Corners)

const ReadOptions = z.strictObject({ corners: CornerList.optional() })

const help = `
Reads screenshots, pieces of them from about 256 by 256 pixels, JPEGs, pictures made larger or smaller, pictures turned
by up to six degrees. Of a photograph give the corners of an upright rectangle on the screen, best those of the page:
upper left, upper right, lower right, lower left. Exit code 1 when the picture carries no mark.`

/** `cqw watermark`: from a picture to the view id, and from the view id to the viewing. */
export function watermarkCommand(output: Output, finish: (exitCode: number) => void): Command {
  const read = new Command('read')
    .description('Prints the view id that a picture of a report page is invisibly marked with.')
    .argument('<image>', 'PNG, JPEG, WebP or TIFF')
    .option('--corners <x,y;x,y;x,y;x,y>', 'corners of the page in a photograph')
    .addHelpText('after', help)
    .action(async (image: string, raw: unknown) => {
      const { corners } = readOptions(ReadOptions, raw)
      finish((await readMark(image, corners, output)) ? 0 : 1)
    })
  const name = new Command('name')
    .description("Prints whose viewing a view id belongs to, as JSON. Exit code 1 when it is nobody's.")
    .argument('<view id>', 'eight hexadecimal digits')
    .option('--data <folder>', 'data folder of the service', '.demo/central')
    .option('--database <url>', 'the database, when it is not the embedded one')
    .action(async (viewId: string, options: DatabaseOptions) => {
      finish((await nameViewing(viewId, options, output)) ? 0 : 1)
    })
  return new Command('watermark')
    .description('The invisible watermark of report pages.')
    .addCommand(read)
    .addCommand(name)
}

async function readMark(file: string, corners: Corners | undefined, output: Output): Promise<boolean> {
  const picture = await load(file)
  const reading = readWatermark(corners ? straighten(picture, corners) : picture, corners !== undefined)
  if (!reading) {
    output.reason('no view id can be read from this picture')
    return false
  }
  output.result(reading.viewId.toString(16).padStart(8, '0'))
  output.reason(`${reading.bitsRight} of 64 bits as the code says, sync ${reading.syncScore.toFixed(1)}`)
  return true
}

async function load(file: string): Promise<GreyImage> {
  try {
    return await readGreyImage(file)
  } catch (error) {
    throw new BadInput(`${file} cannot be read as a picture: ${error instanceof Error ? error.message : error}`)
  }
}

async function nameViewing(text: string, options: DatabaseOptions, output: Output): Promise<boolean> {
  const viewId = ViewId.safeParse(text.toLowerCase())
  if (!viewId.success) throw new BadInput('a view id is eight hexadecimal digits')
  const { url, release } = await databaseOf(options)
  const database = openDatabase(url, { connections: 1 })
  try {
    const viewing = await findViewingOfMark(database, viewId.data)
    if (viewing) output.result(JSON.stringify(viewing))
    else output.reason('no viewing has this view id')
    return viewing !== undefined
  } finally {
    await database.end({ timeout: 5 })
    await release()
  }
}
