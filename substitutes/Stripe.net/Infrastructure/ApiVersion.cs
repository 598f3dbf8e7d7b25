namespace Stripe;

internal static class ApiVersion
{
    internal const string Current = "2026-04-22.dahlia";
}
