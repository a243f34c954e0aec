export { type MisshapenLine, type PartnerCsv, PartnerCsvError, readPartnerCsv } from './partner-csv.ts';
