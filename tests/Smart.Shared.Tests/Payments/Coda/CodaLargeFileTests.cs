using System.Text;
using Smart.Shared.Payments.BankFiles;

namespace Smart.Shared.Tests.Payments.Coda;

[Collection(nameof(MeasuresMemory))]
public class CodaLargeFileTests
{
    [Fact]
    public async Task FiftyMegabytes_ReadInConstantMemory()
    {
        using var stream = new RepeatedMovements(130_000);
        long movements = 0, peak = 0;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        BankStatementEnd? end = null;
        await foreach (var item in BankFileReader.ReadAsync(stream, TestContext.Current.CancellationToken))
        {
            if (item is BankFileItem.StatementClosed closed) end = closed.End;
            if (item is BankFileItem.MovementRead && ++movements % 40_000 == 0) peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        movements.ShouldBe(130_000);
        stream.Position.ShouldBeGreaterThan(50_000_000);
        end.ShouldNotBeNull().IsBookable.ShouldBeTrue();
        peak.ShouldBeLessThan(8_000_000);
    }

    /// <summary>A statement of equal movements made while it is read.</summary>
    private sealed class RepeatedMovements(int count) : Stream
    {
        private readonly IEnumerator<byte[]> lines = Lines(count).GetEnumerator();
        private byte[] current = [];
        private int used;
        private long total;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => total; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var written = 0;
            while (written < count)
            {
                if (used == current.Length)
                {
                    if (!lines.MoveNext()) break;
                    (current, used) = (lines.Current, 0);
                }

                var part = Math.Min(count - written, current.Length - used);
                current.AsSpan(used, part).CopyTo(buffer.AsSpan(offset + written));
                (used, written) = (used + part, written + part);
            }

            total += written;
            return written;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) lines.Dispose();
            base.Dispose(disposing);
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private static IEnumerable<byte[]> Lines(int count)
        {
            yield return Bytes(CodaFile.Demo[0]);
            yield return Bytes(CodaFile.Demo[1]);
            for (var i = 0; i < count; i++)
            {
                for (var record = 2; record < 5; record++) yield return Bytes(CodaFile.Demo[record].Remove(2, 4).Insert(2, $"{(i % 9999) + 1:0000}"));
            }

            yield return Bytes(CodaFile.Demo[11].Remove(42, 15).Insert(42, $"{10_000_000L + (count * 1_210_000L):000000000000000}"));
            yield return Bytes(CodaFile.Demo[12].Remove(16, 36).Insert(16, $"{((count * 3) + 2) % 1_000_000:000000}{0:000000000000000}{count * 1_210_000L:000000000000000}"));
        }

        private static byte[] Bytes(string line) => Encoding.Latin1.GetBytes(line + "\r\n");
    }
}
