namespace Microsoft.DurableTask;

internal static class OrchestrationVersions
{
    /// <summary>Unversioned is lowest; then as System.Version when both parse; else as text without regard to case.</summary>
    internal static int Compare(string left, string right)
    {
        if (string.IsNullOrWhiteSpace(left) || string.IsNullOrWhiteSpace(right))
        {
            return (string.IsNullOrWhiteSpace(left) ? 0 : 1) - (string.IsNullOrWhiteSpace(right) ? 0 : 1);
        }

        return System.Version.TryParse(left, out var leftVersion) && System.Version.TryParse(right, out var rightVersion)
            ? leftVersion.CompareTo(rightVersion)
            : string.Compare(left, right, StringComparison.OrdinalIgnoreCase);
    }
}
