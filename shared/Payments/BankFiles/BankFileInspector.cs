namespace Smart.Shared.Payments.BankFiles;

/// <summary>A whole bank file in memory, to look at; imports read it as a stream.</summary>
/// <param name="Format">coda, camt.053, camt.054, or unknown.</param>
/// <param name="Version">The version the file declares; empty when unknown.</param>
/// <param name="Statements">In file order, those that are cut included.</param>
/// <param name="Errors">What is refused; a file without errors may still have failing checks.</param>
public sealed record BankFileReport(string Format, string Version, IReadOnlyList<BankStatement> Statements, IReadOnlyList<BankFileError> Errors)
{
    /// <summary>True when anything in the file is refused.</summary>
    public bool IsRefused => Errors.Count > 0;

    /// <summary>This report, when nothing in it is refused.</summary>
    /// <exception cref="BankFileRefusedException">With the first error.</exception>
    public BankFileReport OrThrow() => IsRefused ? throw new BankFileRefusedException(Errors[0]) : this;
}

/// <summary>One statement with its movements and checks.</summary>
public sealed record BankStatement(BankStatementHeader Header, IReadOnlyList<BankMovement> Movements, BankStatementEnd End);

/// <summary>Reads a bank file into memory.</summary>
public static class BankFileInspector
{
    /// <summary>Reads all of it; what is wrong with it stands in the report.</summary>
    public static async Task<BankFileReport> InspectAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        var (format, version) = ("unknown", "");
        List<BankStatement> statements = [];
        List<BankFileError> errors = [];
        BankStatementHeader? header = null;
        List<BankMovement> movements = [];
        await foreach (var item in BankFileReader.ReadAsync(stream, cancellationToken))
        {
            switch (item)
            {
                case BankFileItem.Opened opened when format is "unknown": (format, version) = (opened.Format, opened.Version); break;
                case BankFileItem.Opened: break;
                case BankFileItem.StatementOpened opened: (header, movements) = (opened.Header, []); break;
                case BankFileItem.MovementRead read: movements.Add(read.Movement); break;
                case BankFileItem.StatementClosed closed: statements.Add(new(header!, movements, closed.End)); break;
                case BankFileItem.Refused refused: errors.Add(refused.Error); break;
                default: throw new InvalidOperationException($"Unknown item {item.GetType().Name}.");
            }
        }

        return new(format, version, statements, errors);
    }
}
