namespace Smart.Shared.Payments.Stripe;

/// <summary>How card payments are taken. Section <c>Stripe</c>.</summary>
public sealed class StripeSettings
{
    /// <summary>The secret key; a reference to the vault in Azure.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>Where the API is; empty for Stripe's own address.</summary>
    public string ApiBase { get; set; } = "";

    /// <summary>Secrets of the webhook, separated by semicolons: two while one is being replaced.</summary>
    public string WebhookSecrets { get; set; } = "";

    /// <summary>Where the client returns to after paying.</summary>
    public string ReturnUrl { get; set; } = "https://localhost/thank-you";

    /// <summary>Takes events of the test mode, in which no money moves: outside production only.</summary>
    public bool AcceptTestMode { get; set; }

    /// <summary>What the names of Stripe begin with on a bank statement, separated by semicolons.</summary>
    public string PayoutNames { get; set; } = "STRIPE";
}
