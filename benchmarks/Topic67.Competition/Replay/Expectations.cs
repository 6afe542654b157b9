using Topic67.Forecasting;
using Topic67.Forecasting.Model;
using Topic67.Forecasting.Prices;

namespace Topic67.Competition.Replay;

/// <summary>The forecasts that the windows should hold, made from the same bars without worker or chain.</summary>
internal sealed class Expectations
{
    private readonly Topic67Forecaster _forecaster = new(new ForecasterOptions { Gate = GateMode.Report });

    public Expectations(string prices) => _forecaster.Update(CsvBars.ReadFile(prices), "file");

    public double? At(DateTimeOffset time) => _forecaster.Forecast(time) is { HasValue: true } forecast ? forecast.Value : null;
}
