/** Full names are split by the name order of their language. */
import { describe, expect, it } from 'vitest';
import { splitFullName } from '../../../../src/rules/plugs/names/split-full-name.ts';

const MADRID = { timeZone: 'Europe/Madrid' };
const TOKYO = { timeZone: 'Asia/Tokyo' };

describe('a full name', () => {
  it.each([
    ['Maya Okonjo', 'Maya', 'Okonjo'],
    ['  J. R.   Kettering ', 'J. R.', 'Kettering'],
    ['Zephyrine', 'Zephyrine', ''],
    ['', '', ''],
    ['Li Wei', 'Li', 'Wei'],
    ['Jack Ma', 'Jack', 'Ma'],
    ['JP Smith', 'JP', 'Smith'],
    ['Van Morrison', 'Van', 'Morrison'],
    ['Don Draper', 'Don', 'Draper'],
  ])(
    'the last of several words is the last name, and a single word is the first name: %s',
    (name, firstName, lastName) => {
      expect(splitFullName(name)).toEqual({ firstName, lastName, prefix: '', suffix: '' });
    },
  );

  it.each([
    ['Bas van der Meulen', 'Bas', 'van der Meulen'],
    ['Juan de la Cruz', 'Juan', 'de la Cruz'],
    ['Mohamed ben Ali', 'Mohamed', 'ben Ali'],
    ['Khalid Al Mansoori', 'Khalid', 'Al Mansoori'],
    ['José Ortega y Gasset', 'José', 'Ortega y Gasset'],
    ['van der Meulen', '', 'van der Meulen'],
    ['محمد بن سلمان', 'محمد', 'بن سلمان'],
  ])('particles belong to the last name: %s', (name, firstName, lastName) => {
    expect(splitFullName(name)).toMatchObject({ firstName, lastName });
  });

  it.each([
    ['Abernathy, Colin', 'Colin', 'Abernathy', ''],
    ['King, Martin Luther, Jr.', 'Martin Luther', 'King', 'Jr.'],
    ['John Ford Sr.', 'John', 'Ford', 'Sr.'],
    ['Jón Ásgeirsson, PMP', 'Jón', 'Ásgeirsson', 'PMP'],
    ['Jane Smith PhD MBA', 'Jane', 'Smith', 'PhD MBA'],
  ])(
    'a comma ends the last name, and Jr., Sr. and degrees are the suffix: %s',
    (name, firstName, lastName, suffix) => {
      expect(splitFullName(name)).toEqual({ firstName, lastName, prefix: '', suffix });
    },
  );

  it.each([
    ['Prof. Dr. med. Anna von der Heide', 'Prof. Dr. med.', 'Anna', 'von der Heide'],
    ['د. ليلى المنصوري', 'د.', 'ليلى', 'المنصوري'],
    ['Mr. Bean', 'Mr.', 'Bean', ''],
  ])('forms of address at the beginning are the prefix: %s', (name, prefix, firstName, lastName) => {
    expect(splitFullName(name)).toEqual({ firstName, lastName, prefix, suffix: '' });
  });

  it.each([
    ['Jean-Baptiste MARCHENOIR', 'Jean-Baptiste', 'MARCHENOIR'],
    ['MARCHENOIR Jean-Baptiste', 'Jean-Baptiste', 'MARCHENOIR'],
    ['Gabriel GARCIA MARQUEZ', 'Gabriel', 'GARCIA MARQUEZ'],
    ['LI Wei', 'Wei', 'LI'],
    ['ORLANDO PEAKE', 'ORLANDO', 'PEAKE'],
  ])(
    'words in capitals are the last name, unless all words are in capitals: %s',
    (name, firstName, lastName) => {
      expect(splitFullName(name)).toMatchObject({ firstName, lastName });
    },
  );

  it.each([
    ['María José Quintana Belmonte', 'María José', 'Quintana Belmonte', {}],
    ['Carlos García López', 'Carlos', 'García López', MADRID],
    ['Mary Ann Smith', 'Mary Ann', 'Smith', {}],
    ['Carlos Alberto López', 'Carlos Alberto', 'López', MADRID],
  ])(
    'the last two words are the last name only if both are Spanish family names: %s',
    (name, firstName, lastName, context) => {
      expect(splitFullName(name, context)).toMatchObject({ firstName, lastName });
    },
  );

  it.each([
    ['王晓棠', '晓棠', '王', {}],
    ['欧阳若溪', '若溪', '欧阳', {}],
    ['森川　由紀', '由紀', '森川', TOKYO],
    ['高橋健', '健', '高橋', TOKYO],
    ['小野寺さくら', 'さくら', '小野寺', TOKYO],
    ['マリア・シルバ', 'マリア', 'シルバ', TOKYO],
    ['김서윤', '서윤', '김', {}],
    ['Kim Ji-woo', 'Ji-woo', 'Kim', {}],
    ['남궁민수', '민수', '남궁', {}],
    ['Nguyễn Thị Thu Hà', 'Thị Thu Hà', 'Nguyễn', {}],
    ['Белозёрова Анна Сергеевна', 'Анна Сергеевна', 'Белозёрова', {}],
    ['Анна Сергеевна Белозёрова', 'Анна Сергеевна', 'Белозёрова', {}],
    ['Анна Сергеевна', 'Анна Сергеевна', '', {}],
  ])(
    'the family name is found by the name order of the language: %s',
    (name, firstName, lastName, context) => {
      expect(splitFullName(name, context)).toMatchObject({ firstName, lastName });
    },
  );

  it.each([
    ['dots', `${'.'.repeat(100_000)}x y`],
    ['letters after an abbreviation', `dr.${'a'.repeat(100_000)}1 b`],
    ['words', 'é '.repeat(33_000)],
  ])('a name of many %s is split in less than 2 seconds', (_, name) => {
    const startMs = performance.now();
    splitFullName(name);
    expect(performance.now() - startMs).toBeLessThan(2_000);
  });
});
