namespace Wfm.Exchange;

/// <summary>The description of the service that feeders' tools ask for: the contract and its three schemas.</summary>
public static class TeleoptiContract
{
    private const string Schema = "http://www.w3.org/2001/XMLSchema";

    /// <summary>The contract (<c>?wsdl</c>).</summary>
    /// <param name="address">Where the service answers, without a query.</param>
    public static string Wsdl(string address)
    {
        string where = System.Security.SecurityElement.Escape(address);
        string[] methods = ["SaveExternalUserState", "SaveBatchExternalUserState", "GetUpdatedScheduleChange"];
        return $"""
            <?xml version="1.0" encoding="utf-8"?>
            <wsdl:definitions name="TeleoptiRtaService" targetNamespace="{TeleoptiStates.Methods}" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:tns="{TeleoptiStates.Methods}" xmlns:wsaw="http://www.w3.org/2006/05/addressing/wsdl">
              <wsdl:types>
                <xsd:schema targetNamespace="{TeleoptiStates.Methods}Imports" xmlns:xsd="{Schema}">
                  <xsd:import schemaLocation="{where}?xsd=xsd0" namespace="{TeleoptiStates.Methods}"/>
                  <xsd:import schemaLocation="{where}?xsd=xsd1" namespace="http://schemas.microsoft.com/2003/10/Serialization/"/>
                  <xsd:import schemaLocation="{where}?xsd=xsd2" namespace="{TeleoptiStates.Items}"/>
                </xsd:schema>
              </wsdl:types>
            {string.Concat(methods.Select(Messages))}  <wsdl:portType name="ITeleoptiRtaService">
            {string.Concat(methods.Select(Operation))}  </wsdl:portType>
              <wsdl:binding name="BasicHttpBinding_ITeleoptiRtaService" type="tns:ITeleoptiRtaService">
                <soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
            {string.Concat(methods.Select(Bound))}  </wsdl:binding>
              <wsdl:service name="TeleoptiRtaService">
                <wsdl:port name="BasicHttpBinding_ITeleoptiRtaService" binding="tns:BasicHttpBinding_ITeleoptiRtaService">
                  <soap:address location="{where}"/>
                </wsdl:port>
              </wsdl:service>
            </wsdl:definitions>
            """;
    }

    /// <summary>One of its schemas (<c>?xsd=xsd0</c> to <c>xsd2</c>); null for any other name.</summary>
    /// <param name="name">Its name.</param>
    public static string? Xsd(string name) => name switch
    {
        "xsd0" => MethodsSchema,
        "xsd1" => SerializationSchema,
        "xsd2" => ItemsSchema,
        _ => null,
    };

    private static string MethodsSchema => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <xs:schema elementFormDefault="qualified" targetNamespace="{TeleoptiStates.Methods}" xmlns:xs="{Schema}" xmlns:q="{TeleoptiStates.Items}">
          <xs:import schemaLocation="?xsd=xsd2" namespace="{TeleoptiStates.Items}"/>
        {Element("SaveExternalUserState", Text("authenticationKey"), Text("userCode"), Text("stateCode"), Text("stateDescription"), Value("isLoggedOn", "boolean"), Value("secondsInState", "int"), Value("timestamp", "dateTime"), Text("platformTypeId"), Text("sourceId"), Value("batchId", "dateTime"), Value("isSnapshot", "boolean"))}
        {Element("SaveExternalUserStateResponse", Value("SaveExternalUserStateResult", "int"))}
        {Element("SaveBatchExternalUserState", Text("authenticationKey"), Text("platformTypeId"), Text("sourceId"), """      <xs:element minOccurs="0" name="externalUserStateBatch" nillable="true" type="q:ArrayOfExternalUserState"/>""")}
        {Element("SaveBatchExternalUserStateResponse", Value("SaveBatchExternalUserStateResult", "int"))}
        {Element("GetUpdatedScheduleChange", Text("personId"), Text("businessUnitId"), Value("timestamp", "dateTime"), Text("tenant"))}
        {Element("GetUpdatedScheduleChangeResponse")}
        </xs:schema>
        """;

    private static string SerializationSchema => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <xs:schema attributeFormDefault="qualified" elementFormDefault="qualified" targetNamespace="http://schemas.microsoft.com/2003/10/Serialization/" xmlns:xs="{Schema}" xmlns:tns="http://schemas.microsoft.com/2003/10/Serialization/">
          <xs:simpleType name="guid"><xs:restriction base="xs:string"><xs:pattern value="[\da-fA-F]{"{8}"}-[\da-fA-F]{"{4}"}-[\da-fA-F]{"{4}"}-[\da-fA-F]{"{4}"}-[\da-fA-F]{"{12}"}"/></xs:restriction></xs:simpleType>
        </xs:schema>
        """;

    private static string ItemsSchema => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <xs:schema elementFormDefault="qualified" targetNamespace="{TeleoptiStates.Items}" xmlns:xs="{Schema}" xmlns:tns="{TeleoptiStates.Items}">
          <xs:complexType name="ArrayOfExternalUserState"><xs:sequence><xs:element minOccurs="0" maxOccurs="unbounded" name="ExternalUserState" nillable="true" type="tns:ExternalUserState"/></xs:sequence></xs:complexType>
          <xs:complexType name="ExternalUserState"><xs:sequence>
        {string.Join('\n', Value("BatchId", "dateTime"), Value("IsLoggedOn", "boolean"), Value("IsSnapshot", "boolean"), Value("SecondsInState", "int"), Text("StateCode"), Text("StateDescription"), Value("Timestamp", "dateTime"), Text("UserCode"))}
          </xs:sequence></xs:complexType>
          <xs:element name="ExternalUserState" nillable="true" type="tns:ExternalUserState"/>
        </xs:schema>
        """;

    private static string Element(string name, params string[] parts) =>
        $"""  <xs:element name="{name}"><xs:complexType>{(parts.Length == 0 ? "" : $"<xs:sequence>\n{string.Join('\n', parts)}\n  </xs:sequence>")}</xs:complexType></xs:element>""";

    private static string Text(string name) => $"""      <xs:element minOccurs="0" name="{name}" nillable="true" type="xs:string"/>""";

    private static string Value(string name, string type) => $"""      <xs:element minOccurs="0" name="{name}" type="xs:{type}"/>""";

    private static string Messages(string method) => $"""
          <wsdl:message name="ITeleoptiRtaService_{method}_InputMessage"><wsdl:part name="parameters" element="tns:{method}"/></wsdl:message>
          <wsdl:message name="ITeleoptiRtaService_{method}_OutputMessage"><wsdl:part name="parameters" element="tns:{method}Response"/></wsdl:message>

        """;

    private static string Operation(string method) => $"""
            <wsdl:operation name="{method}">
              <wsdl:input wsaw:Action="{TeleoptiStates.Methods}ITeleoptiRtaService/{method}" message="tns:ITeleoptiRtaService_{method}_InputMessage"/>
              <wsdl:output wsaw:Action="{TeleoptiStates.Methods}ITeleoptiRtaService/{method}Response" message="tns:ITeleoptiRtaService_{method}_OutputMessage"/>
            </wsdl:operation>

        """;

    private static string Bound(string method) => $"""
            <wsdl:operation name="{method}">
              <soap:operation soapAction="{TeleoptiStates.Methods}ITeleoptiRtaService/{method}" style="document"/>
              <wsdl:input><soap:body use="literal"/></wsdl:input>
              <wsdl:output><soap:body use="literal"/></wsdl:output>
            </wsdl:operation>

        """;
}
