using System.Globalization;

namespace Azure.Data.Tables;

/// <summary>A transaction that the service refused as a whole, with the action that made it fail where the service named one.</summary>
public class TableTransactionFailedException : RequestFailedException
{
    internal const string FailedActionKey = "FailedEntity";

    public TableTransactionFailedException(RequestFailedException requestFailedException)
        : base(
            requestFailedException.Status,
            requestFailedException.Message,
            requestFailedException.ErrorCode,
            requestFailedException.InnerException)
    {
        if (requestFailedException.Data[FailedActionKey] is string index
            && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var action))
            FailedTransactionActionIndex = action;
    }

    public int? FailedTransactionActionIndex { get; }
}
