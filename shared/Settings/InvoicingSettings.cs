namespace Smart.Shared.Settings;

/// <summary>How invoices are issued. Section <c>Invoicing</c>.</summary>
public sealed class InvoicingSettings
{
    /// <summary>
    /// Whether a due date on a Saturday, Sunday or holiday moves to the next working day: debated (rules 1.2), on by default so that
    /// no interest is charged for those days.
    /// </summary>
    public bool RollDueDateToWorkingDay { get; set; } = true;
}
