// Syncs one address book with tsdav: node tsdav.mjs <folder of tsdav> <what> <json>; prints JSON.
import { createRequire } from 'node:module';

const [, , folder, what, given] = process.argv;
const tsdav = createRequire(`${folder}/`)('tsdav');
const { url, slug, token, collection } = JSON.parse(given);
const client = await tsdav.createDAVClient({
  serverUrl: url,
  credentials: { username: slug, password: token },
  authMethod: 'Basic',
  defaultAccountType: 'carddav',
});

async function start() {
  const [book] = await client.fetchAddressBooks();
  return { ...book, objects: await client.fetchVCards({ addressBook: book }) };
}

async function sync() {
  const book = { ...collection, objectMultiGet: client.addressBookMultiGet };
  const account = { accountType: 'carddav', homeUrl: 'there' };
  const { objects, syncToken } = await client.smartCollectionSync({
    collection: book, method: 'webdav', account, detailedResult: true,
  });
  return { ...objects, syncToken };
}

async function put() {
  const [vCard] = collection.objects;
  const response = await client.updateVCard({ vCard: { ...vCard, data: vCard.data.replace('Smit', 'Ander') } });
  return { status: response.status };
}

console.log(JSON.stringify(await { start, sync, put }[what]()));
