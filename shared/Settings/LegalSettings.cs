namespace Smart.Shared.Settings;

/// <summary>Who decides on legal files and who gets them. Section <c>Legal</c>.</summary>
public sealed class LegalSettings
{
    /// <summary>Where approvers are written to; the creditor's own address when empty.</summary>
    public string ApproverEmail { get; set; } = "";

    /// <summary>The lawyer or bailiff who gets approved files. Without it a file cannot be handed over and a person is called.</summary>
    public string LawyerEmail { get; set; } = "";

    /// <summary>Their name, as addressed.</summary>
    public string LawyerName { get; set; } = "";
}
