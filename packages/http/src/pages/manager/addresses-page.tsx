/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import {
  type CustomerNumber,
  MAIL_OUTCOMES,
  type MeasuredPartner,
  type PageOf,
  type Partner,
} from '@miomente/booking-domain';
import { paths, withQuery } from '@miomente/booking-paths';
import { MailLink, PhoneLink } from '../booking/contact.tsx';
import { Icon } from '../frame/icon.tsx';
import { Notice, Which } from '../frame/parts.tsx';
import type { Reader } from '../frame/reader.ts';
import { deliveryTabs } from './deliveries-page.tsx';
import type { ListRequest } from './list-request.ts';
import { OfficeList } from './office-list.tsx';

interface AddressesView {
  readonly reader: Reader;
  readonly request: ListRequest;
  readonly page: PageOf<MeasuredPartner>;
  /** The partner whose mark was just removed. */
  readonly cleared: Partner | null;
}

/** Partners whose address bounces, each with a button that says it works again. */
export function AddressesPage({ view }: { readonly view: AddressesView }) {
  const { reader, request, page, cleared } = view;
  const { manager } = reader.words;
  return (
    <OfficeList
      reader={reader}
      place="deliveries"
      title={manager.deliveriesTitle}
      tabs={deliveryTabs(reader)}
      request={request}
      page={page}
      about={manager.addressesAbout}
      empty={manager.addressesEmpty}
      counted="rows"
      file={withQuery(paths.officeFile.at({ list: 'partners' }), { bounced: 'true' })}
      notice={null}
      news={<Cleared reader={reader} partner={cleared} />}
    >
      <ul class="cards">
        {page.rows.map(
          ({ partner }) =>
            partner !== null && <Address key={partner.customerNumber} reader={reader} partner={partner} />,
        )}
      </ul>
    </OfficeList>
  );
}

/** Confirms that an address counts again; nothing when it does not. */
export function Cleared({ reader, partner }: { readonly reader: Reader; readonly partner: Partner | null }) {
  if (partner === null) return null;
  return (
    <Notice icon="check" tone="ok" news>
      {reader.words.manager.cleared(partner.name)}
    </Notice>
  );
}

function Address({ reader, partner }: { readonly reader: Reader; readonly partner: Partner }) {
  const { customerNumber, name, email, phone, addressMark } = partner;
  const id = `partner-${customerNumber}`;
  return (
    <li class="card" data-tone="no">
      <div class="head">
        <span class="badge">
          <Icon name="mail" />
          {addressMark !== null && markWords(reader, addressMark)}
        </span>
      </div>
      <h3>
        <a class="quiet" id={id} href={paths.partner.at({ customerNumber })}>
          {name}
        </a>
      </h3>
      <p class="facts">{customerNumber}</p>
      <div class="who">
        {email !== null && <MailLink email={email} />}
        {phone !== null && <PhoneLink phone={phone} />}
      </div>
      <div class="actions">
        <ClearMark reader={reader} customerNumber={customerNumber} name={name} />
      </div>
    </li>
  );
}

/** Since when mails bounce, with the provider's reason if it has one. */
export function markWords({ words, notation }: Reader, { at, reason }: NonNullable<Partner['addressMark']>): string {
  const since = words.manager.markedSince(notation.dateTime(at));
  return MAIL_OUTCOMES.some((outcome) => outcome === reason) || reason === '' ? since : `${since}: ${reason}`;
}

/** The button that says an address works again; it returns to its page. */
export function ClearMark(props: {
  readonly reader: Reader;
  readonly customerNumber: CustomerNumber;
  /** The partner of the address. */
  readonly name: string;
}) {
  const { reader, customerNumber, name } = props;
  const [here = ''] = reader.here.split('?', 1);
  return (
    <form method="post" action={paths.clearMark.at({ customerNumber })}>
      <input type="hidden" name="back" value={here} />
      <button class="button" type="submit">
        <Icon name="check" />
        {reader.words.manager.clear}
        <Which text={name} />
      </button>
    </form>
  );
}
