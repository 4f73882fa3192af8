/** Provinces by the first two digits of a region code (GB/T 2260): province, its first city, a telephone prefix. */
const provinces: Readonly<Record<string, readonly [province: string, city: string, dialling: string]>> = {
  '11': ['北京市', '', '010'],
  '12': ['天津市', '', '022'],
  '13': ['河北省', '石家庄市', '0311'],
  '14': ['山西省', '太原市', '0351'],
  '15': ['内蒙古自治区', '呼和浩特市', '0471'],
  '21': ['辽宁省', '沈阳市', '024'],
  '22': ['吉林省', '长春市', '0431'],
  '23': ['黑龙江省', '哈尔滨市', '0451'],
  '31': ['上海市', '', '021'],
  '32': ['江苏省', '南京市', '025'],
  '33': ['浙江省', '杭州市', '0571'],
  '34': ['安徽省', '合肥市', '0551'],
  '35': ['福建省', '福州市', '0591'],
  '36': ['江西省', '南昌市', '0791'],
  '37': ['山东省', '济南市', '0531'],
  '41': ['河南省', '郑州市', '0371'],
  '42': ['湖北省', '武汉市', '027'],
  '43': ['湖南省', '长沙市', '0731'],
  '44': ['广东省', '广州市', '020'],
  '45': ['广西壮族自治区', '南宁市', '0771'],
  '46': ['海南省', '海口市', '0898'],
  '50': ['重庆市', '', '023'],
  '51': ['四川省', '成都市', '028'],
  '52': ['贵州省', '贵阳市', '0851'],
  '53': ['云南省', '昆明市', '0871'],
  '54': ['西藏自治区', '拉萨市', '0891'],
  '61': ['陕西省', '西安市', '029'],
  '62': ['甘肃省', '兰州市', '0931'],
  '63': ['青海省', '西宁市', '0971'],
  '64': ['宁夏回族自治区', '银川市', '0951'],
  '65': ['新疆维吾尔自治区', '乌鲁木齐市', '0991'],
}

export interface Region {
  readonly province: string
  /** Where the subject lives: the province's first city; the same as the province for municipalities. */
  readonly city: string
  readonly dialling: string
  /** Whether the region code itself names that city. */
  readonly isCity: boolean
}

/** The region of the first six digits of an ID number; an unknown province counts as Beijing. */
export function regionOf(regionCode: string): Region {
  const [province, city, dialling] = provinces[regionCode.slice(0, 2)] ?? ['北京市', '', '010']
  return { province, city: province + city, dialling, isCity: city === '' || regionCode.slice(2, 4) === '01' }
}

export const streets = [
  '和平路',
  '学府街',
  '滨河大道',
  '春申路',
  '梧桐巷',
  '银杏路',
  '青年大街',
  '望湖路',
  '文汇街',
  '建设北路',
] as const

export const estates = ['锦绣家园', '清水湾', '东方雅苑', '书香里', '云栖小区', '晨光花园', '丽景新村', '桂园'] as const
export const districts = ['城东区', '城西区', '新城区', '南湖区', '高新区'] as const
export const surnames = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗' as const
export const givenNames = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰' as const
