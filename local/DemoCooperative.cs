using Smart.Local.Simulation.Ibanity;

namespace Smart.Local;

/// <summary>The settings of the cooperative that invoices on one machine. It does not exist.</summary>
internal static class DemoCooperative
{
    public const string Name = "Coopérative Démo SC";
    public const string EnterpriseNumber = "0123456749";
    public const string Iban = "BE68539007547034";
    public const string Bic = "KREDBEBB";
    public const string WebhookSecret = "whsec_local_simulation";

    public static Dictionary<string, string?> Settings(Uri stripe, Uri ibanity) => new(StringComparer.Ordinal)
    {
        ["Creditor:Name"] = Name,
        ["Creditor:LegalForm"] = "société coopérative",
        ["Creditor:Street"] = "Rue Coenraets 72",
        ["Creditor:PostalCode"] = "1060",
        ["Creditor:Town"] = "Saint-Gilles",
        ["Creditor:Country"] = "BE",
        ["Creditor:EnterpriseNumber"] = EnterpriseNumber,
        ["Creditor:Court"] = "Bruxelles",
        ["Creditor:Email"] = "factures@demo.example",
        ["Creditor:Phone"] = "+32 2 123 45 67",
        ["Creditor:Website"] = "https://demo.example",
        ["Creditor:Iban"] = Iban,
        ["Creditor:Bic"] = Bic,
        ["Legal:ApproverEmail"] = "approbation@demo.example",
        ["Legal:LawyerEmail"] = "etude@avocat.example",
        ["Legal:LawyerName"] = "Étude Exemple",
        ["ReceiptsQueue"] = "receipts",
        ["Stripe:ApiKey"] = "sk_test_local_simulation",
        ["Stripe:ApiBase"] = stripe.ToString().TrimEnd('/'),
        ["Stripe:WebhookSecrets"] = WebhookSecret,
        ["Ibanity:ApiBase"] = ibanity.ToString().TrimEnd('/'),
        ["Ibanity:ApplicationId"] = SimulatedIbanity.ApplicationId,
        ["Ibanity:PontoClientId"] = SimulatedIbanity.ClientId,
        ["Ibanity:PontoClientSecret"] = SimulatedIbanity.ClientSecret,
        ["Ibanity:IsabelClientId"] = SimulatedIbanity.ClientId,
        ["Ibanity:IsabelClientSecret"] = SimulatedIbanity.ClientSecret,
        ["Stripe:AcceptTestMode"] = "true",
    };
}
