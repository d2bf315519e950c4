import fc from 'fast-check';
import { extract } from '../../../lib/proof';

// The value and the templates of Google's own documentation of extract.
const DOCUMENTED = 'projects/_/buckets/acme-orders-aaa/data_lake/orders/order_date=2019-11-03/aef87g87ae0876';

test.each([
  ['/order_date={date}/', '2019-11-03'],
  ['buckets/{name}/', 'acme-orders-aaa'],
  ['/orders/{empty}order_date', ''],
  ['{start}/data_lake', 'projects/_/buckets/acme-orders-aaa'],
  ['orders/{end}', 'order_date=2019-11-03/aef87g87ae0876'],
  ['{all}', DOCUMENTED],
  ['/orders/{none}/order_date=', ''],
  ['/orders/order_date=2019-11-03/{id}/data_lake', ''],
])('extract %s gives %j', (template, expected) => {
  expect(extract(DOCUMENTED, template)).toBe(expected);
});

test('takes the first text before the placeholder, and the first text after it behind that', () => {
  expect(extract('b=1 a=2 b=3 a=4', 'a={x} b')).toBe('2');
  expect(extract('aXaYb', 'a{x}b')).toBe('XaY');
});

test('the text after the placeholder does not count where it stands before', () => {
  expect(extract('end begin', 'begin{x}end')).toBe('');
});

test.each(['none', '{a}{b}', '{a}/{b}', '', '{not a name}'])('fails when the template %j has not exactly one placeholder', template => {
  expect(() => extract('value', template)).toThrow(/placeholders, Google allows exactly one/);
});

test('gives back any text between two others that do not occur in it', () => {
  fc.assert(fc.property(fc.string(), text => {
    fc.pre(!text.includes('<') && !text.includes('>'));
    expect(extract(`x<${text}>y`, '<{inside}>')).toBe(text);
  }));
});
