import { byId } from '../common';
import { route } from '../route';
import {
  AnswerStatementBody,
  ConfirmStatementBody,
  ObjectStatementBody,
  StatementPage,
  StatementQuery,
  StatementView,
} from './statement-schemas';

const tag = 'purchasing';
const one = { tag, params: byId, response: StatementView } as const;
const file = { tag, params: byId, response: null } as const;

export const statementRoutes = {
  listStatements: route({
    tag,
    summary: 'Monthly statements of account of the own unit and its suppliers',
    query: StatementQuery,
    response: StatementPage,
  }),
  getStatement: route({ ...one, summary: 'A statement of the own unit with its lines', errors: ['not_found'] }),
  statementPdf: route({ ...file, summary: 'The same as PDF', errors: ['not_found', 'service_unavailable'] }),
  exportStatement: route({ ...file, summary: 'The same as .xlsx', errors: ['not_found'] }),
  confirmStatement: route({
    ...one,
    summary: 'Confirm what was shown, for the unit',
    body: ConfirmStatementBody,
    errors: ['not_found', 'statement_closed', 'statement_renewed'],
  }),
  objectStatement: route({
    ...one,
    summary: 'Say what is wrong, for the unit',
    body: ObjectStatementBody,
    errors: ['not_found', 'statement_closed', 'statement_renewed'],
  }),
  answerStatement: route({
    ...one,
    summary: 'Answer what the supplier says is wrong',
    body: AnswerStatementBody,
    errors: ['not_found', 'statement_closed'],
  }),
  listSupplierStatements: route({
    tag,
    summary: 'Monthly statements of account of the own organisation and its units',
    query: StatementQuery,
    response: StatementPage,
  }),
  getSupplierStatement: route({
    ...one,
    summary: 'A statement of the own organisation with its lines',
    errors: ['not_found'],
  }),
  supplierStatementPdf: route({ ...file, summary: 'The same as PDF', errors: ['not_found', 'service_unavailable'] }),
  exportSupplierStatement: route({ ...file, summary: 'The same as .xlsx', errors: ['not_found'] }),
  confirmSupplierStatement: route({
    ...one,
    summary: 'Confirm what was shown, for the supplier',
    body: ConfirmStatementBody,
    errors: ['not_found', 'statement_closed', 'statement_renewed'],
  }),
  objectSupplierStatement: route({
    ...one,
    summary: 'Say what is wrong, for the supplier',
    body: ObjectStatementBody,
    errors: ['not_found', 'statement_closed', 'statement_renewed'],
  }),
  answerSupplierStatement: route({
    ...one,
    summary: 'Answer what the unit says is wrong',
    body: AnswerStatementBody,
    errors: ['not_found', 'statement_closed'],
  }),
} as const;
