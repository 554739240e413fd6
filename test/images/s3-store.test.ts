import { createS3Store } from '../../src/images/s3-store.ts';
import { describeImageStore } from '../contracts/image-store.ts';
import { s3Place, s3Refusal } from '../s3.ts';
import { registerRefusal } from '../without-server.ts';

if (s3Refusal === undefined) {
  const { needs, remove } = s3Place();
  const store = await createS3Store(needs);
  const again = await createS3Store(needs);
  describeImageStore('in S3', async () => ({
    store,
    reopen: () => again,
    close: async () => {
      store.close();
      again.close();
      await remove();
    },
  }));
} else registerRefusal('the image store in S3', s3Refusal);
