global using Wfm.Domain;
