namespace Smart.Shared.Documents.Layout;

/// <summary>A strip of labelled values side by side, each as wide as it needs: the dates and references of a document.</summary>
internal static class FactStrip
{
    private const double Gap = 10;

    internal static void Draw(Sheet sheet, IReadOnlyList<Fact> facts)
    {
        var needs = facts.Select(fact => Math.Max(sheet.Measure(fact.Label, sheet.Type.Label), sheet.Measure(fact.Value, sheet.Type.Strong)) + Gap).ToList();
        var spare = (Sheet.Width - needs.Sum()) / facts.Count;
        sheet.Rule(sheet.Type.Hair);
        sheet.Y += 5;
        var x = Sheet.Left;
        for (var i = 0; i < facts.Count; i++)
        {
            var width = needs[i] + spare;
            sheet.Line(facts[i].Label, sheet.Type.Label, x, sheet.Y, width - 2);
            sheet.Line(facts[i].Value, sheet.Type.Strong, x, sheet.Y + 10.5, width - 2);
            x += width;
        }

        sheet.Y += 27;
        sheet.Rule(sheet.Type.Hair);
        sheet.Y += 10;
    }
}
