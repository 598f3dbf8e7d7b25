using System.Text;
using Smart.Shared.Payments.BankFiles;
using static Smart.Shared.Tests.Payments.Camt.CamtFile;

namespace Smart.Shared.Tests.Payments.Camt;

[Collection(nameof(MeasuresMemory))]
public class CamtLargeFileTests
{
    private const int Count = 60_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ManyMovements_ReadInConstantMemory(bool inOneBatch)
    {
        using var stream = new ChunkedStream(Chunks(inOneBatch));
        long movements = 0, peak = 0;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        BankStatementEnd? end = null;
        await foreach (var item in BankFileReader.ReadAsync(stream, TestContext.Current.CancellationToken))
        {
            if (item is BankFileItem.StatementClosed closed) end = closed.End;
            if (item is BankFileItem.MovementRead && ++movements % 20_000 == 0) peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        movements.ShouldBe(Count);
        end.ShouldNotBeNull().IsBookable.ShouldBeTrue(string.Join(' ', end.Reasons));
        stream.Length.ShouldBeGreaterThan(20_000_000);
        peak.ShouldBeLessThan(16_000_000);
    }

    private static IEnumerable<string> Chunks(bool inOneBatch)
    {
        var document = Document(Statement($"{100 + Count}.00", "#"));
        var at = document.IndexOf('#', StringComparison.Ordinal);
        var details = Amount("1.00") + Structured("010806817183") + "<RltdPties><Dbtr><Nm>CLIENT</Nm><PstlAdr><Ctry>BE</Ctry><AdrLine>STREET 1</AdrLine></PstlAdr></Dbtr></RltdPties>";
        yield return document[..at];
        if (inOneBatch) yield return Entry($"{Count}.00", inside: "#").Split('#')[0] + "<NtryDtls>";
        for (var number = 0; number < Count; number++)
        {
            var transaction = $"<TxDtls><Refs><AcctSvcrRef>R{number}</AcctSvcrRef></Refs>{details}</TxDtls>";
            yield return inOneBatch ? transaction : Entry("1.00", inside: $"<NtryDtls>{transaction}</NtryDtls>");
        }

        yield return (inOneBatch ? "</NtryDtls></Ntry>" : "") + document[(at + 1)..];
    }

    /// <summary>A file made while it is read.</summary>
    private sealed class ChunkedStream(IEnumerable<string> chunks) : Stream
    {
        private readonly IEnumerator<string> chunks = chunks.GetEnumerator();
        private byte[] current = [];
        private int used;
        private long total;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => total;

        public override long Position { get => total; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (used == current.Length)
            {
                if (!chunks.MoveNext()) return 0;
                (current, used) = (Encoding.UTF8.GetBytes(chunks.Current), 0);
            }

            var part = Math.Min(count, current.Length - used);
            current.AsSpan(used, part).CopyTo(buffer.AsSpan(offset));
            (used, total) = (used + part, total + part);
            return part;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) chunks.Dispose();
            base.Dispose(disposing);
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
