using Azure.Data.Tables.Internal;

namespace Azure.Data.Tables;

public partial class TableClient
{
    private const string Submitting = "TableClient.SubmitTransaction";

    /// <summary>All changes or none: at most 100, of one partition, each row once, 4 MiB.</summary>
    public virtual Response<IReadOnlyList<Response>> SubmitTransaction(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default) =>
        BatchAnswer.Read(_rest.Send(Submitting, BatchRequest.Create(_rest, Name, transactionActions), cancellationToken));

    /// <inheritdoc cref="SubmitTransaction"/>
    public virtual async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default) =>
        BatchAnswer.Read(await _rest.SendAsync(Submitting, BatchRequest.Create(_rest, Name, transactionActions), cancellationToken));
}
