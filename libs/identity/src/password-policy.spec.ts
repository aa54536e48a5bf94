import { describe, expect, it } from '@jest/globals';
import { checkPassword } from './password-policy';

describe('which passwords are refused', () => {
  it.each([
    ['shorter than ten characters', 'kx9-mq2Lz'],
    ['one character over and over', 'zzzzzzzzzzzzzz'],
    ['a short piece over and over', 'kq7xkq7xkq7x'],
    ['digits in order', '1234567890'],
    ['digits in reverse order', '9876543210'],
    ['a row of the keyboard', 'qwertyuiop'],
    ['a diagonal of the keyboard', '1qaz2wsx3edc'],
    ['a common word with digits behind', 'Password2024!'],
    ['a common pinyin phrase with digits behind', 'woaini5201314'],
    ['the login', '13800001111'],
    ['full-width letters of a common word', 'ｐａｓｓｗｏｒｄ１２３'],
  ])('%s', (_why, password) => {
    expect(() => checkPassword(password, '13800001111')).toThrow(expect.objectContaining({ code: 'weak_password' }));
  });

  it.each(['LiMing.Wufeng@example.com', 'liming.wufeng', 'liming.wufeng1'])(
    'the mail address or its mailbox: %s',
    (password) => {
      expect(() => checkPassword(password, 'liming.wufeng@example.com')).toThrow();
    },
  );

  it.each(['梯田里的红皮花生米一斤', 'correct horse battery staple', 'kX9-mq2Lz_', 'wufeng-tea-2024'])(
    'lets through: %s',
    (password) => {
      expect(() => checkPassword(password, 'liming@example.com')).not.toThrow();
    },
  );
});
