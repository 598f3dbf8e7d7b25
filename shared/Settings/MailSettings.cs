namespace Smart.Shared.Settings;

/// <summary>How mail leaves. Section <c>Mail</c>.</summary>
public sealed class MailSettings
{
    /// <summary>The Azure Communication Services resource, <c>https://….communication.azure.com</c>.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>The sender's address, of a domain that the resource has verified.</summary>
    public string Sender { get; set; } = "";
}
